/* 10_shutdown-without-drain--one-read.c - half-closes and reads once, which is not to the end. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    char byte;

    if (shutdown(sock, SHUT_WR) == 0)
        while (recv(sock, &byte, 1, MSG_DONTWAIT) == -1 && errno == EINTR)
            ;
    return close(sock);
}
