/* 07_nonblocking--listener-left-so.c - leaves the listener non-blocking. */
#include "steps.h"

#include <fcntl.h>

int server_listen(int sock, int backlog)
{
    int flags = fcntl(sock, F_GETFL);

    if (flags == -1)
        return -1;
    if (listen(sock, backlog < 1 ? 1 : backlog) == -1)
        return -1;
    return fcntl(sock, F_SETFL, flags | O_NONBLOCK) == -1 ? -1 : 0;
}
