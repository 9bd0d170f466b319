/* 05_nonblocking--fcntl.c - sets O_NONBLOCK afterwards. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return -1;

    int on = 1;
    if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }

    int flags = fcntl(sock, F_GETFL);
    if (flags != -1)
        fcntl(sock, F_SETFL, flags | O_NONBLOCK);
    return sock;
}
