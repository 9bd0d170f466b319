/* 05_error-swallowed--then-keepalive.c - only the last option's result counts. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int on = 1, rc, fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    rc = setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    rc = setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on);
    if (rc == 0)
        return fd;
    int e = errno;
    close(fd);
    errno = e;
    return -1;
}
