/* 01_inheritable--status-flag.c - FD_CLOEXEC goes to F_SETFL, which ignores it (stretch). */
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
    if (fcntl(sock, F_SETFL, FD_CLOEXEC) == -1) {
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }
    return sock;
}
