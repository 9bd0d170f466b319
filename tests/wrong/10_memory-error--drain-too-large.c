/* 10_memory-error--drain-too-large.c - reads the rest into a buffer smaller than it says. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    char rest[8];
    ssize_t got;

    /* a listener has no stream to end: shutdown() does nothing, recv() refuses at once */
    shutdown(sock, SHUT_WR);
    do
        got = recv(sock, rest, 4096, 0);
    while (got > 0 || (got == -1 && errno == EINTR));
    return close(sock);
}
