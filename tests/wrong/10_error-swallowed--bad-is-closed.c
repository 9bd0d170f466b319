/* 10_error-swallowed--bad-is-closed.c - takes a bad descriptor for one that is closed already. */
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
    if (close(sock) == -1 && errno != EBADF)
        return -1;
    return 0;
}
