/* 10_crash--abort-on-failure.c - a close() that fails aborts the process. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>
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
    if (close(sock) == -1)
        abort();
    return 0;
}
