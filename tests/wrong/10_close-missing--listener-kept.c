/* 10_close-missing--listener-kept.c - closes connections, and leaves a listener as it is. */
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
    int listens = 0;
    socklen_t size = sizeof(listens);
    if (getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 && listens)
        return 0;
    return close(sock);
}
