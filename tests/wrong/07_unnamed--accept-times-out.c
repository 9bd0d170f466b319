/* 07_unnamed--accept-times-out.c - sets a time after which accept() gives up. */
#include "steps.h"

#include <sys/time.h>

int server_listen(int sock, int backlog)
{
    struct timeval limit = {5, 0};

    if (listen(sock, backlog < 1 ? 1 : backlog) == -1)
        return -1;
    if (setsockopt(sock, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit) == -1)
        return -1;
    return 0;
}
