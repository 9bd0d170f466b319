/* 01_descriptor-stolen--previous.c - closes the socket that it handed out before. */
#include "steps.h"

#include <sys/socket.h>
#include <unistd.h>

static int current = -1;

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock == -1)
        return -1;
    if (current != -1)
        close(current); /* one client has one socket */
    current = sock;
    return sock;
}
