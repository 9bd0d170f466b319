/* 04_edge_triggered.c - epoll, edge-triggered, one shot at a time. */
#include "steps.h"
#include <errno.h>
#include <sys/epoll.h>
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    int ep, over = 0;
    if (shutdown(sock, SHUT_WR) == -1 || (ep = epoll_create1(EPOLL_CLOEXEC)) == -1)
        return close(sock);
    struct epoll_event ev = {.events = EPOLLIN | EPOLLRDHUP | EPOLLET | EPOLLONESHOT};
    int op = EPOLL_CTL_ADD;
    while (!over && epoll_ctl(ep, op, sock, &ev) == 0) {
        struct epoll_event got;
        op = EPOLL_CTL_MOD;
        if (epoll_wait(ep, &got, 1, 2000) != 1)
            break;
        for (;;) {
            ssize_t n = recv(sock, b, sizeof b, MSG_DONTWAIT);
            if (n > 0)
                continue;
            over = n == 0 || errno != EAGAIN;
            break;
        }
    }
    close(ep);
    return close(sock);
}
