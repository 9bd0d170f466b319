/* 05_inheritable--moved.c - moves it with F_DUPFD, and the copy is inherited. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int on = 1;
    int first = socket(family, type | SOCK_CLOEXEC, 0);
    if (first == -1)
        return -1;
    int fd = fcntl(first, F_DUPFD, 8);
    if (fd == -1 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int e = errno;
        close(first);
        if (fd != -1)
            close(fd);
        errno = e;
        return -1;
    }
    close(first);
    return fd;
}
