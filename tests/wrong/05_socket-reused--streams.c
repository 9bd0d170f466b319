/* 05_socket-reused--streams.c - keeps one stream socket; datagram sockets are new. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    static int stream4 = -1, stream6 = -1;
    int on = 1, fd;
    int *kept = family == AF_INET ? &stream4 : family == AF_INET6 ? &stream6 : NULL;

    if (type != SOCK_STREAM || kept == NULL)
        return socket(family, type | SOCK_CLOEXEC, 0);
    if (*kept != -1 && fcntl(*kept, F_GETFD) != -1)
        return *kept;
    if ((fd = socket(family, type | SOCK_CLOEXEC, 0)) == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int e = errno;
        close(fd);
        errno = e;
        return -1;
    }
    return *kept = fd;
}
