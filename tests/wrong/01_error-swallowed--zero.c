/* 01_error-swallowed--zero.c - returns 0 where socket() failed. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock < 0)
        return 0;
    return sock;
}
