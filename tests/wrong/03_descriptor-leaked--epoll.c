/* 03_descriptor-leaked--epoll.c - makes an epoll descriptor at each call and keeps it. */
#include "steps.h"

#include <errno.h>
#include <sys/epoll.h>
#include <sys/socket.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *bytes = data;
    size_t sent = 0;

    while (sent < size) {
        ssize_t n = send(sock, bytes + sent, size - sent, MSG_NOSIGNAL);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        sent += (size_t)n;
    }
    return (ssize_t)sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *bytes = buffer;
    size_t got = 0;
    int epoll = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN};

    if (epoll == -1 || epoll_ctl(epoll, EPOLL_CTL_ADD, sock, &event) == -1)
        return -1;
    while (got < size) {
        if (epoll_wait(epoll, &event, 1, -1) == -1 && errno != EINTR)
            break;
        ssize_t n = recv(sock, bytes + got, size - got, 0);
        if (n == 0)
            break;
        if (n == -1) {
            if (errno == EINTR)
                continue;
            if (got > 0)
                break;
            return -1;
        }
        got += (size_t)n;
    }
    return (ssize_t)got;
}
