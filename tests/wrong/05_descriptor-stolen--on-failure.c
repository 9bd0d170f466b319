/* 05_descriptor-stolen--on-failure.c - closes one too many when the option cannot be set. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int yes = 1;
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) == -1) {
        int e = errno;
        close(fd);
        close(fd - 1);
        errno = e;
        return -1;
    }
    return fd;
}
