/* 05_plain.c - core only: two calls, the second unchecked. */
#include "steps.h"

#include <sys/socket.h>

int server_socket(int family, int type)
{
    int sock = socket(family, type, 0);
    if (sock == -1)
        return -1;

    int on = 1;
    setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    return sock;
}
