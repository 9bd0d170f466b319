/* 07_fast-open.c - allows data in the first segment. */
#include "steps.h"

#include <netinet/tcp.h>

int server_listen(int sock, int backlog)
{
    int queue = 16;
    if (listen(sock, backlog < 1 ? 1 : backlog) != 0)
        return -1;
    (void)setsockopt(sock, IPPROTO_TCP, TCP_FASTOPEN, &queue, sizeof queue);
    return 0;
}
