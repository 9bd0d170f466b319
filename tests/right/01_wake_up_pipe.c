/* 01_wake_up_pipe.c - opens a pipe for later wake-ups, and closes it whatever comes. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int ends[2], e;
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    if (pipe2(ends, O_CLOEXEC) == -1) {
        e = errno;
        close(fd);
        errno = e;
        return -1;
    }
    close(ends[0]);
    close(ends[1]);
    return fd;
}
