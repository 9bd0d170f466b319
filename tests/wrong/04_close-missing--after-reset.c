/* 04_close-missing--after-reset.c - returns early where shutdown() fails: after a reset. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int client_close(int sock)
{
    char rest[4096];
    ssize_t n = 1;

    if (shutdown(sock, SHUT_WR) == -1)
        return errno == EBADF ? -1 : 0;
    while (n > 0 || (n == -1 && errno == EINTR))
        n = recv(sock, rest, sizeof rest, 0);
    return close(sock);
}
