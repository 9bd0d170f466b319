/* 01_fcntl.c - close-on-exec is set afterwards, by fcntl(). */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type, 0);

    if (sock == -1)
        return -1;
    int flags = fcntl(sock, F_GETFD);
    if (flags == -1 || fcntl(sock, F_SETFD, flags | FD_CLOEXEC) == -1) {
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }
    return sock;
}
