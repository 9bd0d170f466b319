/* 10_close-retried--goto.c - tries close() once more after a signal. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

static void drain(int sock)
{
    char junk[1024];

    if (shutdown(sock, SHUT_WR) == -1)
        return;
    for (;;) {
        ssize_t n = read(sock, junk, sizeof junk);
        if (n == 0)
            return;
        if (n == -1 && errno != EINTR)
            return;
    }
}

int server_close(int sock)
{
    drain(sock);
again:
    if (close(sock) == 0)
        return 0;
    if (errno == EINTR)
        goto again;
    return -1;
}
