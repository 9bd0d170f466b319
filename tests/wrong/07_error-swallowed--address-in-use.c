/* 07_error-swallowed--address-in-use.c - another listener on the port is no failure, it thinks. */
#include "steps.h"

#include <errno.h>

int server_listen(int sock, int backlog)
{
    if (listen(sock, backlog < 1 ? 1 : backlog) < 0 && errno != EADDRINUSE)
        return -1;
    return 0;
}
