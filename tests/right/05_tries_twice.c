/* 05_tries_twice.c - one that failed may go well the second time, on a new socket. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int on = 1, why = 0;
    for (int tries = 0; tries < 2; tries++) {
        int fd = socket(family, type | SOCK_CLOEXEC, 0);
        if (fd == -1)
            return -1;
        if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0)
            return fd;
        why = errno;
        close(fd);
    }
    errno = why;
    return -1;
}
