/* 01_above_stdio.c - never hands out 0, 1 or 2: moves the descriptor above them. */
#include "steps.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock == -1 || sock > 2)
        return sock;
    int moved = fcntl(sock, F_DUPFD_CLOEXEC, 3);
    if (moved == -1)
        return sock; /* no room above: a low number is still a socket */
    close(sock);
    return moved;
}
