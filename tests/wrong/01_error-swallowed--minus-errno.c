/* 01_error-swallowed--minus-errno.c - returns the negative errno in place of -1. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

int client_socket(int family, int type)
{
    int fd;

    if ((fd = socket(family, type | SOCK_CLOEXEC, 0)) == -1) {
        return -errno;
    }
    return fd;
}
