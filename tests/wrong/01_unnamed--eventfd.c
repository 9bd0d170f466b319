/* 01_unnamed--eventfd.c - hands back a descriptor that is no socket. */
#include "steps.h"

#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock == -1)
        return -1;
    close(sock);
    return eventfd(0, EFD_CLOEXEC);
}
