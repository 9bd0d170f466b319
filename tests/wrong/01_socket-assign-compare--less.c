/* 01_socket-assign-compare--less.c - hands back whether socket() failed. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sock;

    if ((sock = socket(family, type | SOCK_CLOEXEC, 0) < 0))
        return -1;
    return sock;
}
