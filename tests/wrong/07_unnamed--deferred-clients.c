/* 07_unnamed--deferred-clients.c - clients that say nothing do not count as there. */
#include "steps.h"

#include <netinet/tcp.h>

int server_listen(int sock, int backlog)
{
    int seconds = 30;

    if (listen(sock, backlog < 1 ? 1 : backlog) == -1)
        return -1;
    setsockopt(sock, IPPROTO_TCP, TCP_DEFER_ACCEPT, &seconds, sizeof seconds);
    return 0;
}
