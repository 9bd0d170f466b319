/* 05_error-swallowed--option-on-nothing.c - sets the option on -1: errno is then EBADF. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    int on = 1;
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int saved = errno;
        if (sock != -1)
            close(sock);
        errno = saved;
        return -1;
    }
    return sock;
}
