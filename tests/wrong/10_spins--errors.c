/* 10_spins--errors.c - drains whatever recv() says, as long as it is not the end. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    char rest[512];
    ssize_t n;

    if (shutdown(sock, SHUT_WR) == -1 && errno == EBADF)
        return -1;
    do {
        n = recv(sock, rest, sizeof rest, 0);
    } while (n != 0);
    return close(sock);
}
