/* 10_memory-error--stack-memory-freed.c - frees a message that lies on the stack. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>
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
    char *rest_of_it = rest;
    int rc = close(sock);
    int saved = errno;
    if (rc == 0)
        free(rest_of_it);
    errno = saved;
    return rc;
}
