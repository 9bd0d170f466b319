/* 07_accept-in-listen--waits-for-readable.c - returns only when a client has come. */
#include "steps.h"

#include <errno.h>
#include <poll.h>

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, backlog) == -1)
        return -1;
    struct pollfd ready = {.fd = sock, .events = POLLIN};
    while (poll(&ready, 1, -1) == -1)
        if (errno != EINTR)
            return -1;
    return 0;
}
