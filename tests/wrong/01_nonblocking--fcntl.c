/* 01_nonblocking--fcntl.c - sets O_NONBLOCK afterwards. */
#include "steps.h"

#include <fcntl.h>
#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock == -1)
        return -1;
    fcntl(sock, F_SETFL, fcntl(sock, F_GETFL, 0) | O_NONBLOCK);
    return sock;
}
