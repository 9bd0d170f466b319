/* 05_unnamed--option-on-stdin.c - sets the option on descriptor 0, and takes the failure for the
   socket's. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int on = 1, fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    if (setsockopt(0, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int e = errno;
        close(fd);
        errno = e;
        return -1;
    }
    return fd;
}
