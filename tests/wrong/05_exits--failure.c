/* 05_exits--failure.c - ends the program where there is no socket. */
#include "steps.h"

#include <stdlib.h>
#include <sys/socket.h>

int server_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);
    if (sock < 0)
        exit(1);

    int opt = 1;
    if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &opt, sizeof(opt)) < 0)
        exit(1);
    return sock;
}
