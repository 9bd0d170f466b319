/* 01_unnamed--returns-zero.c - says 0 for success; the socket itself is closed again. */
#include "steps.h"

#include <sys/socket.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock == -1)
        return -1;
    close(sock);
    return 0;
}
