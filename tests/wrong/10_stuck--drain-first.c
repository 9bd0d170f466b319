/* 10_stuck--drain-first.c - reads to the end before it ends its own half. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    char rest[1024];
    ssize_t n;

    do
        n = recv(sock, rest, sizeof rest, 0);
    while (n > 0 || (n == -1 && errno == EINTR));
    shutdown(sock, SHUT_WR);
    if (close(sock) == -1)
        return errno == EINTR ? 0 : -1;
    return 0;
}
