/* 05_error-swallowed--positive-test.c - waits for a positive result of setsockopt(). */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int yes = 1;
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) > 0) {
        int e = errno;
        close(fd);
        errno = e;
        return -1;
    }
    return fd;
}
