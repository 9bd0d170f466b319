/* 05_unnamed--second-is-dgram.c - each second one is of the other type. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

static int n;

int server_socket(int family, int type)
{
    int on = 1;
    int fd = socket(family, (n++ % 2 && type == SOCK_STREAM ? SOCK_DGRAM : type) | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int e = errno;
        close(fd);
        errno = e;
        return -1;
    }
    return fd;
}

