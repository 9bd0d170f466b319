/* 01_error-swallowed--another.c - what cannot be had is replaced by an IPv4 stream. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock == -1)
        sock = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    return sock;
}
