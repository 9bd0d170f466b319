/* 05_prints--perror.c - prints the error as well as returning it. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

static int failed(const char *call)
{
    int saved = errno;

    perror(call);
    errno = saved;
    return -1;
}

int server_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return failed("socket");

    int on = 1;
    if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1) {
        failed("setsockopt");
        int saved = errno;
        close(sock);
        errno = saved;
        return -1;
    }
    return sock;
}
