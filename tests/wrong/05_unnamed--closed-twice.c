/* 05_unnamed--closed-twice.c - closes the socket twice if the option cannot be set. */
#include "steps.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <stdlib.h>
#include <netinet/tcp.h>
int server_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1) return -1;
    int on = 1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int saved = errno;
        close(fd); close(fd);
        errno = saved;
        return -1;
    }
    return fd;
}

