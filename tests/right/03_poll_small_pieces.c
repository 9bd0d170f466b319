/* 03_poll_small_pieces.c - waits with poll() before each piece of at most 16 bytes. */
#include "steps.h"

#include <errno.h>
#include <poll.h>

static int ready(int fd, short what)
{
    struct pollfd p = {fd, what, 0};
    int n;
    while ((n = poll(&p, 1, -1)) == -1 && errno == EINTR)
        ;
    return n;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t sent = 0;
    while (sent < size) {
        size_t most = size - sent < 16 ? size - sent : 16;
        if (ready(sock, POLLOUT) == -1)
            return -1;
        ssize_t n = send(sock, (const char *)data + sent, most, MSG_NOSIGNAL);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        sent += (size_t)n;
    }
    return (ssize_t)sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;
    while (got < size) {
        size_t most = size - got < 16 ? size - got : 16;
        if (ready(sock, POLLIN) == -1)
            return -1;
        ssize_t n = recv(sock, (char *)buffer + got, most, 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return got > 0 ? (ssize_t)got : -1;
        if (n == 0)
            break;
        got += (size_t)n;
    }
    return (ssize_t)got;
}
