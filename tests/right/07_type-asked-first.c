/* 07_type-asked-first.c - refuses a datagram socket itself, before listen() can. */
#include "steps.h"

#include <errno.h>

enum verdict { PASS, FAIL };

enum verdict judge(int sock)
{
    int type;
    socklen_t size = sizeof(type);

    if (getsockopt(sock, SOL_SOCKET, SO_TYPE, &type, &size) == -1)
        return FAIL;
    if (type == SOCK_STREAM || type == SOCK_SEQPACKET)
        return PASS;
    errno = EOPNOTSUPP;
    return FAIL;
}

int server_listen(int sock, int backlog)
{
    if (judge(sock) == FAIL)
        return -1;
    return listen(sock, backlog >= 1 ? backlog : 1);
}
