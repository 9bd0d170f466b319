/* 01_errno-lost--cleared.c - sets errno to 0 before it returns -1. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock < 0)
        sock = -1;
    errno = 0;
    return sock;
}
