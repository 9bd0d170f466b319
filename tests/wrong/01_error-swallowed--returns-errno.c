/* 01_error-swallowed--returns-errno.c - returns the error number instead of -1. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

int client_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return errno;
    return fd;
}
