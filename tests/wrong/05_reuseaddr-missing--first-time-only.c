/* 05_reuseaddr-missing--first-time-only.c - a flag says that it is done already. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

static int done;

int server_socket(int family, int type)
{
    int on = 1, fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    if (!done && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int e = errno;
        close(fd);
        errno = e;
        return -1;
    }
    done = 1;
    return fd;
}
