/* 01_socket-zero-is-failure--tidy.c - takes descriptor 0 for a failure and closes it. */
#include "steps.h"

#include <sys/socket.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock > 0)
        return sock;
    if (sock == 0)
        close(sock);
    return -1;
}
