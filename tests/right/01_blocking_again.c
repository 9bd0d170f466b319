/* 01_blocking_again.c - makes it non-blocking and takes that back. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return -1;

    int flags = fcntl(sock, F_GETFL);
    if (flags != -1 && fcntl(sock, F_SETFL, flags & ~O_NONBLOCK) == 0)
        return sock;

    int saved = errno;
    close(sock);
    errno = saved;
    return -1;
}
