/* 01_descriptor-leaked--moved.c - moves the descriptor up and forgets the first one. */
#include "steps.h"

#include <fcntl.h>
#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sock, moved;

    sock = socket(family, type | SOCK_CLOEXEC, 0);
    if (sock < 0)
        return -1;
    moved = fcntl(sock, F_DUPFD_CLOEXEC, 5);
    if (moved < 0)
        return sock;
    return moved;
}
