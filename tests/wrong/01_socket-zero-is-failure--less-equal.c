/* 01_socket-zero-is-failure--less-equal.c - takes descriptor 0 for a failure. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sock;

    if ((sock = socket(family, type | SOCK_CLOEXEC, 0)) <= 0)
        return -1;
    return sock;
}
