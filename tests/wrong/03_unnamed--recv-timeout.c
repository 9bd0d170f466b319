/* 03_unnamed--recv-timeout.c - a timeout of a millisecond ends it. */
#include "steps.h"

#include <errno.h>
#include <string.h>
#include <sys/time.h>

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
    struct timeval five = {0, 1000}, never = {0, 0};
    ssize_t result;
    size_t off = 0;
    int keep = 0;
    setsockopt(sock, SOL_SOCKET, SO_RCVTIMEO, &five, sizeof five);
    for (;;) {
        if (off == size)
            break;
        ssize_t n = recv(sock, (char *)buffer + off, size - off, 0);
        if (n > 0) {
            off += n;
            continue;
        }
        if (n == 0)
            break;
        if (errno == EAGAIN)
            break;
        if (errno == EINTR)
            continue;
        keep = errno;
        break;
    }
    setsockopt(sock, SOL_SOCKET, SO_RCVTIMEO, &never, sizeof never);
    result = off;
    if (keep && off == 0) {
        errno = keep;
        result = -1;
    }
    return result;
}
