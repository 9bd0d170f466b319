/* 05_descriptor-leaked--ipv6-option.c - the branch for IPv6 leaves the socket open. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int on = 1, fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int e = errno;
        if (family == AF_INET)
            close(fd);
        errno = e;
        return -1;
    }
    return fd;
}
