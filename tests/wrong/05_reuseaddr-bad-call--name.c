/* 05_reuseaddr-bad-call--name.c - sets SO_KEEPALIVE, which does something else. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return -1;

    int on = 1;
    if (setsockopt(sock, SOL_SOCKET, SO_KEEPALIVE, &on, sizeof on) == -1) {
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }
    return sock;
}
