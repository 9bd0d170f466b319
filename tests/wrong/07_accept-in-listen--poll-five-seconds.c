/* 07_accept-in-listen--poll-five-seconds.c - waits up to five seconds for a client. */
#include "steps.h"

#include <poll.h>

int server_listen(int sock, int backlog)
{
    struct pollfd p = {.fd = sock, .events = POLLIN};
    if (listen(sock, backlog < 1 ? 1 : backlog) == -1)
        return -1;
    (void)poll(&p, 1, 5000);
    return 0;
}
