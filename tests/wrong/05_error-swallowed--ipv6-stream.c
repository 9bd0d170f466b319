/* 05_error-swallowed--ipv6-stream.c - looks at the result with IPv4 alone. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int on = 1, fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    int rc = setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (rc == 0 || family == AF_INET6)
        return fd;
    int e = errno;
    close(fd);
    errno = e;
    return -1;
}
