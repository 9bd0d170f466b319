/* 05_reuseaddr-bad-call--uninitialised.c - nobody has given the option's variable a value. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int enable;
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &enable, sizeof enable) == 0)
        return fd;
    int e = errno;
    close(fd);
    errno = e;
    return -1;
}
