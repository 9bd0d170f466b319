/* 05_error-swallowed--socket-unchecked.c - does not look at what socket() returns. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    int on = 1;

    if (type != SOCK_STREAM)
        return fd;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) < 0) {
        int saved = errno;
        close(fd);
        errno = saved;
        return -1;
    }
    return fd;
}
