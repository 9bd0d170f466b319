/* 04_close-missing--once-only.c - a static flag, so that it closes "exactly once". */
#include "steps.h"
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <unistd.h>

int client_close(int sock)
{
    static bool closed;
    char b[512];
    if (fcntl(sock, F_GETFD) == -1)
        return -1;
    if (closed)
        return 0;
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    if (close(sock) == -1)
        return -1;
    closed = true;
    return 0;
}
