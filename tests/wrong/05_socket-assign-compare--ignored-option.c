/* 05_socket-assign-compare--ignored-option.c - the comparison, and whatever the option says is
   returned nowhere. */
#include "steps.h"

int server_socket(int family, int type)
{
    int on = 1, fd;
    if (fd = socket(family, type | SOCK_CLOEXEC, 0) == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        return -1;
    return fd;
}
