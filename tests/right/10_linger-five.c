/* 10_linger-five.c - lingers for five seconds in close(), after it has read to the end. */
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

    struct linger linger = {.l_onoff = 1, .l_linger = 5};
    setsockopt(sock, SOL_SOCKET, SO_LINGER, &linger, sizeof(linger));
    return close(sock);
}
