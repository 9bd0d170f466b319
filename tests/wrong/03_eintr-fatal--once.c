/* 03_eintr-fatal--once.c - retries an interrupted recv() once. */
#include "steps.h"

#include <errno.h>
#include <string.h>
#include <sys/uio.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *cp = data;
    size_t todo = size;
    ssize_t got;
again:
    if (todo == 0)
        return size;
    got = sendto(sock, cp, todo, MSG_NOSIGNAL, NULL, 0);
    if (got < 0) {
        if (errno == EINTR)
            goto again;
        goto fail;
    }
    cp += got;
    todo -= got;
    goto again;
fail:
    return -1;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char *base = buffer;
    size_t got = 0;
    int retries = 1;
    while (got < size) {
        size_t rest = size - got;
        struct iovec v[2] = {{base + got, rest / 2}, {base + got + rest / 2, rest - rest / 2}};
        ssize_t n = readv(sock, v, 2);
        if (n > 0)
            got += (size_t)n;
        else if (n == 0)
            break;
        else if (errno != EINTR || retries-- == 0)
            return got ? (ssize_t)got : -1;
    }
    return (ssize_t)got;
}
