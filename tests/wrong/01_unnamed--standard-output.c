/* 01_unnamed--standard-output.c - will not have the number of standard output. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);

    if (fd == STDOUT_FILENO) {
        close(fd);
        errno = EBADF;
        return -1;
    }
    return fd;
}
