/* 01_unnamed--if-assigns.c - assigns -1 where it means to compare. */
#include "steps.h"

#include <stdio.h>
#include <sys/socket.h>

int client_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);

    if (fd = -1)
        return -1;
    return fd;
}
