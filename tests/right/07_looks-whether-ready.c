/* 07_looks-whether-ready.c - looks, without waiting, whether somebody is here already. */
#include "steps.h"

#include <poll.h>

int server_listen(int sock, int backlog)
{
    struct pollfd look = {.fd = sock, .events = POLLIN};

    if (listen(sock, backlog < 1 ? 1 : backlog) == -1)
        return -1;
    (void)poll(&look, 1, 0);
    return 0;
}
