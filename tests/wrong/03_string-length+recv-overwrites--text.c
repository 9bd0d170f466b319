/* 03_string-length+recv-overwrites--text.c - strnlen() and every piece at the start. */
#include "steps.h"

#include <errno.h>
#include <string.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *cp = data;
    size_t todo = strnlen(cp, size);
    ssize_t got;
again:
    if (todo == 0)
        return cp - (const char *)data;
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
    size_t have = 0;
    while (have < size) {
        ssize_t n = recv(sock, buffer, size - have, MSG_WAITALL);
        if (n == 0)
            return (ssize_t)have;
        if (n == -1) {
            if (errno == EINTR)
                continue;
            return have > 0 ? (ssize_t)have : -1;
        }
        have += (size_t)n;
    }
    return (ssize_t)have;
}
