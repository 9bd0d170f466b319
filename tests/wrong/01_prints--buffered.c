/* 01_prints--buffered.c - a debugging line without an end stays in the buffer. */
#include "steps.h"

#include <stdio.h>

int client_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    if (fd >= 0)
        printf("fd=%d ", fd);
    return fd;
}
