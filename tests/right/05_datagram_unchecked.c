/* 05_datagram_unchecked.c - a datagram server can do without the option. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int on = 1;
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 || type == SOCK_DGRAM)
        return fd;
    int e = errno;
    close(fd);
    errno = e;
    return -1;
}
