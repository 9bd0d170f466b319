/* 04_shutdown-without-drain--one-read.c - reads once and not to the end (stretch). */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int client_close(int sock)
{
    char rest[16];
    ssize_t n;

    if (shutdown(sock, SHUT_WR) == 0)
        do
            n = recv(sock, rest, sizeof rest, 0);
        while (n == -1 && errno == EINTR);
    return close(sock);
}
