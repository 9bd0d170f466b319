/* 03_one-recv--preadv2.c - takes one preadv2() for the whole. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <sys/uio.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *bytes = data;
    size_t sent = 0;

    while (sent < size) {
        ssize_t n = send(sock, bytes + sent, size - sent, MSG_NOSIGNAL);
        if (n == -1 && errno != EINTR)
            return -1;
        if (n > 0)
            sent += (size_t)n;
    }
    return (ssize_t)sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    struct iovec piece = {.iov_base = buffer, .iov_len = size};
    ssize_t n;

    do
        n = preadv2(sock, &piece, 1, -1, 0);
    while (n == -1 && errno == EINTR);
    return n;
}
