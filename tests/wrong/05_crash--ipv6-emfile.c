/* 05_crash--ipv6-emfile.c - without a socket for IPv6 it dies. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int on = 1, fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1 && family == AF_INET6)
        abort();
    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0)
        return fd;
    int e = errno;
    close(fd);
    errno = e;
    return -1;
}
