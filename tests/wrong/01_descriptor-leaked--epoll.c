/* 01_descriptor-leaked--epoll.c - watches the socket with an epoll that nobody gets. */
#include "steps.h"

#include <sys/epoll.h>
#include <errno.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    int ep = epoll_create1(EPOLL_CLOEXEC);
    struct epoll_event ev = {.events = EPOLLIN, .data.fd = fd};
    if (ep == -1 || epoll_ctl(ep, EPOLL_CTL_ADD, fd, &ev) == -1) {
        int e = errno;
        if (ep != -1)
            close(ep);
        close(fd);
        errno = e;
        return -1;
    }
    return fd;
}
