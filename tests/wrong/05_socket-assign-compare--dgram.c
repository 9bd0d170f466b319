/* 05_socket-assign-compare--dgram.c - only in the branch for datagrams. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int on = 1, fd;
    if (type == SOCK_DGRAM) {
        if ((fd = socket(family, type | SOCK_CLOEXEC, 0) == -1))
            return -1;
        return fd;
    }
    if ((fd = socket(family, type | SOCK_CLOEXEC, 0)) == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int e = errno;
        close(fd);
        errno = e;
        return -1;
    }
    return fd;
}
