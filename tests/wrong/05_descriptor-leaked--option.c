/* 05_descriptor-leaked--option.c - keeps the socket where the option fails (stretch). */
#include "steps.h"

#include <sys/socket.h>

int server_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return -1;

    int on = 1;
    if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        return -1;
    return sock;
}
