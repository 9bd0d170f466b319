/* 03_goto.c - no loop but labels; MSG_MORE while there is more. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *at = data;
    size_t left = size, part;
    ssize_t n;

again:
    if (left == 0)
        return (ssize_t)size;
    part = left > 1000 ? 1000 : left;
    n = send(sock, at, part, MSG_NOSIGNAL | (part < left ? MSG_MORE : 0));
    if (n == -1)
        goto failed;
    at += n;
    left -= (size_t)n;
    goto again;
failed:
    if (errno == EINTR)
        goto again;
    return -1;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;
    ssize_t n;

more:
    if (got == size)
        goto done;
    n = recv(sock, (char *)buffer + got, size - got, 0);
    if (n > 0) {
        got += (size_t)n;
        goto more;
    }
    if (n == 0)
        goto done;
    if (errno == EINTR)
        goto more;
    if (got == 0)
        return -1;
done:
    return (ssize_t)got;
}
