/* 05_big_value.c - any value but 0 switches it on, and it may stand in a bigger object. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    unsigned values[4] = {0x7fffffff, 0, 0, 0};
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, values, sizeof values) == -1) {
        int e = errno;
        close(fd);
        errno = e;
        return -1;
    }
    return fd;
}
