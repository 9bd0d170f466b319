/* 04_bounded_bytes.c - reads on for 16 MiB at most. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

int client_close(int sock)
{
    static char rest[65536];
    size_t left = 16 << 20;
    ssize_t n = 1;

    if (shutdown(sock, SHUT_WR) == -1)
        n = 0;
    while (left > 0 && n != 0) {
        n = read(sock, rest, sizeof rest < left ? sizeof rest : left);
        if (n == -1 && errno != EINTR)
            break;
        if (n > 0)
            left -= (size_t)n;
    }
    return close(sock);
}
