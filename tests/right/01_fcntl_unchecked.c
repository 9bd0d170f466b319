/* 01_fcntl_unchecked.c - F_SETFD cannot fail for a descriptor that is open, so nobody looks. */
#include "steps.h"

#include <fcntl.h>

int client_socket(int family, int type)
{
    int fd = socket(family, type, 0);
    if (fd != -1)
        fcntl(fd, F_SETFD, FD_CLOEXEC);
    return fd;
}
