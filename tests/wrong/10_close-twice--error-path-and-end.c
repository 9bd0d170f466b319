/* 10_close-twice--error-path-and-end.c - closes on the error path and again at the end. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static int drain(int sock)
{
    char rest[4096];
    ssize_t got;

    if (shutdown(sock, SHUT_WR) == -1) {
        close(sock);
        return -1;
    }
    do
        got = recv(sock, rest, sizeof(rest), 0);
    while (got > 0 || (got == -1 && errno == EINTR));
    return 0;
}

int server_close(int sock)
{
    int open = fcntl(sock, F_GETFD) != -1;

    drain(sock);
    if (close(sock) == -1 && !open)
        return -1;
    return 0;
}
