/* 05_reuseaddr-missing--read-only.c - reads the option and does not set it. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return -1;

    int on = 0;
    socklen_t size = sizeof on;
    if (getsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, &size) == -1) {
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }
    return sock;
}
