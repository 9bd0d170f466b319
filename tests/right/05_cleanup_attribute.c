/* 05_cleanup_attribute.c - the compiler closes it on every way out but one. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

static void shut(int *fd)
{
    if (*fd >= 0) {
        int e = errno;
        close(*fd);
        errno = e;
    }
}

int server_socket(int family, int type)
{
    __attribute__((cleanup(shut))) int fd = socket(family, type | SOCK_CLOEXEC, 0);
    int yes = 1;
    if (fd < 0)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) < 0)
        return -1;
    int mine = fd;
    fd = -1;
    return mine;
}
