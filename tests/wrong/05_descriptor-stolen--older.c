/* 05_descriptor-stolen--older.c - closes the listener that it made before. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

static int listener = -1;

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

    if (listener != -1)
        close(listener);
    listener = sock;
    return sock;
}
