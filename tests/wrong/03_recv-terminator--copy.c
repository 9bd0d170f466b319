/* 03_recv-terminator--copy.c - copies its own buffer with the NUL. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    char *own = calloc(size + 1, 1);
    size_t got = 0;
    int e = 0;
    if (own == NULL)
        return -1;
    while (got < size) {
        ssize_t n = recv(sock, own + got, size - got, 0);
        if (n == 0)
            break;
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1) {
            e = errno;
            break;
        }
        got += (size_t)n;
    }
    memcpy(buffer, own, got + 1);
    free(own);
    if (e && got == 0) {
        errno = e;
        return -1;
    }
    return (ssize_t)got;
}
