/* 10_close-wrong-descriptor--one-too-many.c - closes the descriptor after it as well. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int server_close(int sock)
{
    char rest[4096];
    ssize_t got;

    if (fcntl(sock, F_GETFD) == -1)
        return -1;
    /* a listener has no stream to end: shutdown() does nothing, recv() refuses at once */
    shutdown(sock, SHUT_WR);
    do
        got = recv(sock, rest, sizeof(rest), 0);
    while (got > 0 || (got == -1 && errno == EINTR));
    /* up to the next one, which is not meant */
    return close_range(sock, sock + 1, 0);
}
