/* 10_shutdown-is-not-close--drained.c - half-closes, reads to the end, and never closes. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    char rest[4096];
    ssize_t got;

    /* a listener has no stream to end: shutdown() does nothing, recv() refuses at once */
    if (shutdown(sock, SHUT_WR) == -1 && errno != ENOTCONN)
        return -1;
    do
        got = recv(sock, rest, sizeof(rest), 0);
    while (got > 0 || (got == -1 && errno == EINTR));
    return 0;
}
