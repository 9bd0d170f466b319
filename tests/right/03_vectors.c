/* 03_vectors.c - writev() and readv(), in two halves. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <sys/uio.h>

static int halves(struct iovec half[2], const void *start, size_t size)
{
    half[0] = (struct iovec){(char *)start, size / 2};
    half[1] = (struct iovec){(char *)start + size / 2, size - size / 2};
    return 2;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    struct iovec half[2];
    size_t sent = 0;

    signal(SIGPIPE, SIG_IGN);
    while (sent < size) {
        int count = halves(half, (const char *)data + sent, size - sent);
        ssize_t n = writev(sock, half, count);
        if (n == -1 && errno != EINTR)
            return -1;
        if (n > 0)
            sent += (size_t)n;
    }
    return (ssize_t)size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    struct iovec half[2];
    size_t got = 0;
    ssize_t n = 1;

    while (got < size && n != 0) {
        int count = halves(half, (char *)buffer + got, size - got);
        n = readv(sock, half, count);
        if (n == -1 && errno != EINTR)
            return got > 0 ? (ssize_t)got : -1;
        if (n > 0)
            got += (size_t)n;
    }
    return (ssize_t)got;
}
