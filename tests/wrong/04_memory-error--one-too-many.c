/* 04_memory-error--one-too-many.c - clears a buffer by one byte too many. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int client_close(int sock)
{
    char rest[64];
    ssize_t n = 1;

    for (size_t i = 0; i <= sizeof rest; i++)
        rest[i] = 0;
    if (shutdown(sock, SHUT_WR) == 0)
        while (n > 0 || (n == -1 && errno == EINTR))
            n = recv(sock, rest, sizeof rest, 0);
    return close(sock);
}
