/* 01_prints--success.c - tells on standard output that it made a socket. */
#include "steps.h"

#include <stdio.h>
#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock >= 0)
        printf("Socket created: %d\n", sock);
    return sock;
}
