/* 05_errno-lost--close-of-nothing.c - closes -1 on the way out. */
#include "steps.h"

#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int on = 1;
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock == -1)
        goto failed;
    if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
        goto failed;
    return sock;

failed:
    close(sock);
    return -1;
}
