/* 04_shutdown-is-not-close--polite.c - ends both ways properly and leaves the descriptor open. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

int client_close(int sock)
{
    char rest[1024];
    ssize_t n;

    if (shutdown(sock, SHUT_WR) == -1)
        return errno == ENOTCONN ? 0 : -1;
    while ((n = recv(sock, rest, sizeof rest, 0)) != 0)
        if (n == -1 && errno != EINTR)
            break;
    return 0;
}
