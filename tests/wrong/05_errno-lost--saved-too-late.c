/* 05_errno-lost--saved-too-late.c - saves errno when it is overwritten already. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

static void release(int fd)
{
    lseek(fd, 0, SEEK_SET); /* back to the start */
    int saved = errno;
    close(fd);
    errno = saved;
}

int server_socket(int family, int type)
{
    int yes = 1;
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == -1) {
        release(fd);
        return -1;
    }
    return fd;
}
