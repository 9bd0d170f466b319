/* 07_accept-in-listen--epoll.c - waits with epoll until a client is there. */
#include "steps.h"

#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    if (listen(sock, backlog < 1 ? 1 : backlog) == -1)
        return -1;

    struct epoll_event ev = {.events = EPOLLIN}, got;
    int ep = epoll_create1(EPOLL_CLOEXEC);
    if (ep == -1)
        return -1;
    if (epoll_ctl(ep, EPOLL_CTL_ADD, sock, &ev) == 0)
        while (epoll_wait(ep, &got, 1, -1) == -1 && errno == EINTR)
            ;
    close(ep);
    return 0;
}
