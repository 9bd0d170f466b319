/* 10_errno-lost--another-call-after-it.c - a later call that fails overwrites the errno of
   close(). */
#include "steps.h"

#include <errno.h>
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
    if (rc == -1)
        access("/nowhere/at/all", F_OK);
    return rc;
}
