/* 01_socket-assign-compare--unequal.c - hands back whether socket() worked. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sock;

    if (!(sock = socket(family, type | SOCK_CLOEXEC, 0) != -1))
        return -1;
    return sock;
}
