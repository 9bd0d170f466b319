/* 10_unnamed--listener-is-failure.c - a drain of a listener fails, and so does the step, though it has closed. */
#include "steps.h"
#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    ssize_t n;
    int e = 0;
    shutdown(sock, SHUT_WR);
    while ((n = recv(sock, b, sizeof b, 0)) > 0)
        ;
    if (n == -1 && errno != ECONNRESET)
        e = errno;
    if (close(sock) == -1)
        return -1;
    errno = e;
    return e ? -1 : 0;
}
