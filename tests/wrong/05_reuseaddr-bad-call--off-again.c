/* 05_reuseaddr-bad-call--off-again.c - sets it, and takes it back as if it were a lock. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

static int reuse(int fd, int value)
{
    return setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &value, sizeof value);
}

int server_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    if (reuse(fd, 1) == -1 || reuse(fd, 0) == -1) {
        int e = errno;
        close(fd);
        errno = e;
        return -1;
    }
    return fd;
}
