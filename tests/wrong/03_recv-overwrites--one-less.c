/* 03_recv-overwrites--one-less.c - each later piece begins on the last byte of the one before. */
#include "steps.h"

#include <errno.h>
#include <string.h>
#include <sys/select.h>
#include <sys/uio.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *buf = (const char *)data;
    ssize_t total = 0;

    while ((size_t)total < size) {
        fd_set wr;
        ssize_t n;
        FD_ZERO(&wr);
        FD_SET(sock, &wr);
        if (select(sock + 1, NULL, &wr, NULL, NULL) == -1) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        n = send(sock, buf + total, size - total, MSG_NOSIGNAL);
        if (n == -1) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        total += n;
    }
    return total;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *base = buffer;
    size_t got = 0;
    while (got < size) {
        size_t rest = size - got;
        struct iovec v[2] = {{base + got - (got > 0), rest / 2}, {base + got - (got > 0) + rest / 2, rest - rest / 2}};
        ssize_t n = readv(sock, v, 2);
        if (n > 0)
            got += (size_t)n;
        else if (n == 0)
            break;
        else if (errno != EINTR)
            return got ? (ssize_t)got : -1;
    }
    return (ssize_t)got;
}
