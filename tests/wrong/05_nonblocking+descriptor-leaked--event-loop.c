/* 05_nonblocking+descriptor-leaked--event-loop.c - non-blocking, and open when the option fails. */
#include "steps.h"

int server_socket(int family, int type)
{
    int opt = 1, fd = socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &opt, sizeof opt) != 0)
        return -1;
    return fd;
}
