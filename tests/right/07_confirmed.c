/* 07_confirmed.c - asks the kernel afterwards whether the socket listens; capped at SOMAXCONN. */
#include "steps.h"

#include <errno.h>

static int between(int low, int value, int high)
{
    return value < low ? low : value > high ? high : value;
}

int server_listen(int sock, int backlog)
{
    int listens = 0;
    socklen_t size = sizeof listens;

    do {
        if (listen(sock, between(1, backlog, SOMAXCONN)) == -1)
            return -1;
        if (getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == -1)
            return -1;
    } while (0);
    if (listens)
        return 0;
    errno = EINVAL;
    return -1;
}
