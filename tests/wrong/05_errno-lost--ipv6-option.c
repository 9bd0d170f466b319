/* 05_errno-lost--ipv6-option.c - the branch for IPv6 forgets why. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

static int fail(int fd, int why)
{
    close(fd);
    errno = why;
    return -1;
}

int server_socket(int family, int type)
{
    int on = 1, fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        return fail(fd, family == AF_INET6 ? 0 : errno);
    return fd;
}
