/* 05_socket-assign-compare--less.c - hands back whether socket() failed; the option goes astray. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

int server_socket(int family, int type)
{
    int sock, on = 1;

    if ((sock = socket(family, type | SOCK_CLOEXEC, 0) < 0))
        return -1;
    if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1 && errno != ENOTSOCK)
        return -1;
    return sock;
}
