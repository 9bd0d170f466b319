/* 04_crash--division.c - the mean size of a piece, also when none came. */
#include "steps.h"
#include <unistd.h>

int client_close(int sock)
{
    char b[2048];
    volatile int pieces = 0, bytes = 0;
    shutdown(sock, SHUT_WR);
    for (;;) {
        ssize_t n = recv(sock, b, sizeof b, 0);
        if (n <= 0)
            break;
        pieces++;
        bytes += (int)n;
    }
    volatile int mean = bytes / pieces;
    (void)mean;
    return close(sock);
}
