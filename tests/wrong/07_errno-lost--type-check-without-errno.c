/* 07_errno-lost--type-check-without-errno.c - refuses a datagram socket and gives no reason. */
#include "steps.h"

int server_listen(int sock, int backlog)
{
    int type = 0;
    socklen_t size = sizeof type;

    if (getsockopt(sock, SOL_SOCKET, SO_TYPE, &type, &size) < 0)
        return -1;
    if (type != SOCK_STREAM)
        return -1;
    return listen(sock, backlog < 1 ? 1 : backlog);
}
