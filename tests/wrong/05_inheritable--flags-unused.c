/* 05_inheritable--flags-unused.c - works the flag out and never sets it (stretch). */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int sock = socket(family, type, 0);
    if (sock == -1)
        return -1;

    int on = 1;
    if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }

    int flags = fcntl(sock, F_GETFD);
    if (flags != -1)
        flags |= FD_CLOEXEC;
    return sock;
}
