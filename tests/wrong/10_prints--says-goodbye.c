/* 10_prints--says-goodbye.c - says on standard output that it closed the socket. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

int server_close(int sock)
{
    char rest[4096];
    ssize_t got;

    /* a listener has no stream to end: shutdown() does nothing, recv() refuses at once */
    shutdown(sock, SHUT_WR);
    do
        got = recv(sock, rest, sizeof(rest), 0);
    while (got > 0 || (got == -1 && errno == EINTR));
    int rc = close(sock);
    if (rc == 0)
        printf("Closed socket %d.\n", sock), fflush(stdout);
    return rc;
}
