/* 01_unnamed--bound.c - binds the client to a port that it chose. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock == -1)
        return -1;
    struct sockaddr_storage any = {.ss_family = (sa_family_t)family};
    bind(sock, (struct sockaddr *)&any, sizeof any);
    return sock;
}
