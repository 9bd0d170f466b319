/* 01_socket-reused--static.c - makes one socket and hands it out at each call. */
#include "steps.h"

#include <sys/socket.h>

static int sock = -1;

int client_socket(int family, int type)
{
    if (sock == -1)
        sock = socket(family, type | SOCK_CLOEXEC, 0);
    return sock;
}
