/* 07_error-swallowed--datagram-is-fine.c - reports success for a datagram socket. */
#include "steps.h"

#include <errno.h>

int server_listen(int sock, int backlog)
{
    if (backlog < 1)
        backlog = 1;
    if (listen(sock, backlog) == -1)
        return errno == EOPNOTSUPP ? 0 : -1;
    return 0;
}
