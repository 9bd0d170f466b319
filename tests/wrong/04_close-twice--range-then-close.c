/* 04_close-twice--range-then-close.c - close_range() and then close(). */
#define _GNU_SOURCE
#include "steps.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    if (fcntl(sock, F_GETFD) == -1)
        return -1;
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    if (close_range((unsigned)sock, (unsigned)sock, 0) == -1)
        return -1;
    close(sock);
    return 0;
}
