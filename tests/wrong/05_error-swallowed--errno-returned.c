/* 05_error-swallowed--errno-returned.c - returns errno, a number above 0. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int one = 1, error;
    int fd = socket(family, type | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return errno;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one) < 0) {
        error = errno;
        close(fd);
        errno = error;
        return error;
    }
    return fd;
}
