/* 05_reads_back.c - sets the option only where it is off, and looks whether it took. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

static int reuse(int sock)
{
    int value = 0;
    socklen_t size = sizeof value;

    if (getsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &value, &size) == 0 && value != 0)
        return 0;
    value = 1;
    return setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &value, sizeof value);
}

int server_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock == -1 || reuse(sock) == 0)
        return sock;
    int saved = errno;
    close(sock);
    errno = saved;
    return -1;
}
