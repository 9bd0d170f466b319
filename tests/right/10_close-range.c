/* 10_close-range.c - closes a range that is one descriptor long. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int die(int sock)
{
    char rest[300];
    ssize_t got = shutdown(sock, SHUT_WR);

    while (got != -1 && (got = recv(sock, rest, sizeof rest, 0)) != 0)
        if (got == -1 && errno == EINTR)
            got = 0;
    return close_range(sock, sock, 0);
}

int server_close(int sock)
{
    if (fcntl(sock, F_GETFD) == -1)
        return -1;
    return die(sock);
}
