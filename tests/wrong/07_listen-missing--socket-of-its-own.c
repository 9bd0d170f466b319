/* 07_listen-missing--socket-of-its-own.c - listens, on a socket that it made for that. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    int type, own, rc;
    socklen_t len = sizeof type;

    if (getsockopt(sock, SOL_SOCKET, SO_TYPE, &type, &len) < 0)
        return -1;
    own = socket(AF_INET, type | SOCK_CLOEXEC, 0);
    if (own < 0)
        return -1;
    rc = listen(own, backlog < 1 ? 1 : backlog);
    int e = errno;
    close(own);
    errno = e;
    return rc;
}
