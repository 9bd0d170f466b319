/* 07_unnamed--two-clients-of-its-own.c - tries the queue out with as many clients as it has places, which it closes. */
#include "steps.h"

#include <unistd.h>
int server_listen(int sock, int backlog)
{
    struct sockaddr_storage me; socklen_t n = sizeof me;
    if (backlog < 1) backlog = 1;
    if (listen(sock, backlog) == -1) return -1;
    getsockname(sock, (struct sockaddr *)&me, &n);
    for (int i = 0; i < 2 && i < backlog; i++) {
        int c = socket(me.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
        connect(c, (struct sockaddr *)&me, n);
        close(c);
    }
    return 0;
}
