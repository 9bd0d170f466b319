/* 05_unnamed--bound.c - binds the socket, which is the next step's work. */
#include "steps.h"

#include <errno.h>
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

    struct sockaddr_storage any = {.ss_family = (sa_family_t)family};
    bind(sock, (struct sockaddr *)&any, sizeof any);
    return sock;
}
