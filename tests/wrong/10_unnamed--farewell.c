/* 10_unnamed--farewell.c - sends the client a farewell before it closes. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    char rest[4096];
    ssize_t got;

    send(sock, "bye\n", 4, MSG_NOSIGNAL);
    /* a listener has no stream to end: shutdown() does nothing, recv() refuses at once */
    shutdown(sock, SHUT_WR);
    do
        got = recv(sock, rest, sizeof(rest), 0);
    while (got > 0 || (got == -1 && errno == EINTR));
    return close(sock);
}
