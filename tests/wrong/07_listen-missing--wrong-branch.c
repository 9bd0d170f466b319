/* 07_listen-missing--wrong-branch.c - listens only when the backlog was below one. */
#include "steps.h"

#include <errno.h>

int server_listen(int sock, int backlog)
{
    int type;
    socklen_t size = sizeof type;

    if (getsockopt(sock, SOL_SOCKET, SO_TYPE, &type, &size) == -1)
        return -1;
    if (type == SOCK_DGRAM) {
        errno = EOPNOTSUPP;
        return -1;
    }
    if (backlog < 1)
        return listen(sock, 1);
    return 0;
}
