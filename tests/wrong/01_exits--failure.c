/* 01_exits--failure.c - ends the program when there is no socket. */
#include "steps.h"

#include <stdlib.h>
#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock < 0)
        exit(EXIT_FAILURE);
    return sock;
}
