/* 01_prints--perror.c - prints the error as well as returning it. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    if (sock == -1) {
        int saved = errno;
        perror("socket");
        errno = saved;
        return -1;
    }
    return sock;
}
