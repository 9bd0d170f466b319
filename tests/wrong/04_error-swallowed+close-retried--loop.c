/* 04_error-swallowed+close-retried--loop.c - the loop for EINTR, and 0 whatever happened. */
#include "steps.h"
#include <errno.h>
#include <unistd.h>

int client_close(int sock)
{
    char b[512];
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    while (close(sock) == -1 && errno == EINTR)
        ;
    return 0;
}
