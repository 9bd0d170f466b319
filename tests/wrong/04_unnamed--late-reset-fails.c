/* 04_unnamed--late-reset-fails.c - a reset in the drain is -1. */
#include "steps.h"
#include <errno.h>
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    ssize_t n = 0;
    if (shutdown(sock, SHUT_WR) == 0)
        while ((n = recv(sock, b, sizeof b, 0)) > 0)
            ;
    if (close(sock) == -1)
        return -1;
    return n < 0 ? -1 : 0;
}
