/* 05_errno-lost--close-keeps-it.c - takes it that close() leaves errno alone. */
#include "steps.h"

#include <unistd.h>

int server_socket(int family, int type)
{
    int one = 1;
    int fd = socket(family, type | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return -1;
    if (type == SOCK_DGRAM)
        return fd;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) < 0) {
        close(fd);
        return -1;
    }
    return fd;
}
