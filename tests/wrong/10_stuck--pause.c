/* 10_stuck--pause.c - waits for a signal before it closes. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
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
    if (fcntl(sock, F_GETFD) != -1)
        pause();
    if (close(sock) == -1)
        return -1;
    return 0;
}
