/* 07_listen-missing--nothing-to-do.c - checks the socket and never listens. */
#include "steps.h"

#include <errno.h>

int server_listen(int sock, int backlog)
{
    int type;
    socklen_t size = sizeof type;

    (void)backlog;
    if (getsockopt(sock, SOL_SOCKET, SO_TYPE, &type, &size) == -1)
        return -1;
    if (type != SOCK_STREAM) {
        errno = EOPNOTSUPP;
        return -1;
    }
    return 0;
}
