/* 10_descriptor-leaked--sink.c - opens a sink for the unread input and leaves it open. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

int server_close(int sock)
{
    char rest[4096];
    ssize_t got;
    int sink = open("/dev/null", O_WRONLY | O_CLOEXEC);

    /* a listener has no stream to end: shutdown() does nothing, recv() refuses at once */
    shutdown(sock, SHUT_WR);
    do
        got = recv(sock, rest, sizeof(rest), 0);
    while ((got > 0 && write(sink, rest, got) >= 0) || (got == -1 && errno == EINTR));
    return close(sock);
}
