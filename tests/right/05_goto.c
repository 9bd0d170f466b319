/* 05_goto.c - one label for the failure, another for the socket. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int sock, saved, on = 1;

    if ((sock = socket(family, type | SOCK_CLOEXEC, 0)) == -1)
        goto out;
    if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0)
        goto out;
    saved = errno;
    close(sock);
    errno = saved;
    sock = -1;
out:
    return sock;
}
