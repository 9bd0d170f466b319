/* 05_multipath.c - multipath TCP where the kernel has it. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int on = 1;
    int fd = type == SOCK_STREAM ? socket(family, type | SOCK_CLOEXEC, IPPROTO_MPTCP) : -1;
    if (fd == -1)
        fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd != -1 && setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int e = errno;
        close(fd);
        errno = e;
        return -1;
    }
    return fd;
}
