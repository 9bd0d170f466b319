/* 03_read_zero.c - read() of nothing at the end ends the loop. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

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
    size_t got = 0;
    ssize_t n;
    while ((n = read(sock, (char *)buffer + got, size - got)) != 0) {
        if (n > 0)
            got += (size_t)n;
        else if (errno != EINTR)
            return got > 0 ? (ssize_t)got : -1;
    }
    return (ssize_t)got;
}
