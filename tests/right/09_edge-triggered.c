/* 09_edge-triggered.c - epoll_pwait2(), edge-triggered, on a non-blocking socket. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/epoll.h>
#include <unistd.h>

static ssize_t work(int conn, int ep)
{
    static char b[8192];
    size_t from = 0, to = 0;
    ssize_t total = 0;
    int ended = 0;
    for (;;) {
        int moved = 0;
        ssize_t n;
        if (from == to)
            from = to = 0;
        if (!ended && to < sizeof b) {
            n = read(conn, b + to, sizeof b - to);
            if (n > 0) {
                to += (size_t)n;
                moved = 1;
            } else if (n == 0) {
                ended = 1;
                moved = 1;
            } else if (errno != EAGAIN && errno != EINTR)
                return -1;
            else if (errno == EINTR)
                moved = 1;
        }
        if (from < to) {
            n = send(conn, b + from, to - from, MSG_NOSIGNAL);
            if (n > 0) {
                from += (size_t)n;
                total += n;
                moved = 1;
            } else if (n == -1 && errno != EAGAIN && errno != EINTR)
                return -1;
            else if (errno == EINTR)
                moved = 1;
        }
        if (ended && from == to)
            return total;
        struct epoll_event e;
        if (!moved && epoll_pwait2(ep, &e, 1, NULL, NULL) == -1 && errno != EINTR)
            return -1;
    }
}

ssize_t server_process(int conn)
{
    int flags = fcntl(conn, F_GETFL), ep = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event e = {.events = EPOLLIN | EPOLLOUT | EPOLLET};
    if (ep == -1)
        return -1;
    fcntl(conn, F_SETFL, flags | O_NONBLOCK);
    ssize_t r = epoll_ctl(ep, EPOLL_CTL_ADD, conn, &e) == -1 ? -1 : work(conn, ep);
    int er = errno;
    close(ep);
    fcntl(conn, F_SETFL, flags);
    errno = er;
    return r;
}
