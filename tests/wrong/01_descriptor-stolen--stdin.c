/* 01_descriptor-stolen--stdin.c - closes standard input, which is the caller's. */
#include "steps.h"

#include <sys/socket.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock == -1)
        return -1;
    if (sock != STDIN_FILENO)
        close(STDIN_FILENO); /* a client of the network reads no keyboard */
    return sock;
}
