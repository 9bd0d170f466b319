/* 05_crash--abort.c - aborts where there is no socket. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int on = 1;
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock < 0)
        abort();
    if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) < 0) {
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }
    return sock;
}
