/* 05_socket-reused--static.c - makes one listener and hands it out at each call. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    static int sock = -1;
    if (sock != -1)
        return sock;

    int made = socket(family, type | SOCK_CLOEXEC, 0);
    if (made == -1)
        return -1;
    int on = 1;
    if (setsockopt(made, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        int saved = errno;
        close(made);
        errno = saved;
        return -1;
    }
    sock = made;
    return sock;
}
