/* 05_type-ignored--condition.c - a condition that always holds: never a datagram socket. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int kind = type;
    if (type == SOCK_STREAM || SOCK_DGRAM)
        kind = SOCK_STREAM;

    int sock = socket(family, kind | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return -1;
    int on = 1;
    if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }
    return sock;
}
