/* 03_memory-error--pointer-moved-too-far.c - moves the pointer by the total, not by the last count. */
#include "steps.h"

#include <errno.h>
#include <string.h>
#include <sys/select.h>
#include <sys/uio.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *buf = (const char *)data, *at = buf;
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
        n = send(sock, at, size - total, MSG_NOSIGNAL);
        if (n == -1) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        total += n;
        at += total;
    }
    return total;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *base = buffer;
    size_t got = 0;
    while (got < size) {
        size_t rest = size - got;
        struct iovec v[2] = {{base + got, rest / 2}, {base + got + rest / 2, rest - rest / 2}};
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
