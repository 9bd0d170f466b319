/* 05_reuseaddr-missing--datagrams-only.c - sets the option where it is not needed. */
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
    if (type == SOCK_DGRAM && setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }
    return sock;
}
