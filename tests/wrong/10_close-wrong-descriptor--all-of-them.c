/* 10_close-wrong-descriptor--all-of-them.c - closes everything from the socket on. */
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
    if (close(sock) == -1)
        return -1;
    for (int fd = sock + 1; fd < 1024; fd++)
        close(fd);
    return 0;
}
