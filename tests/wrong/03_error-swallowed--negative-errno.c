/* 03_error-swallowed--negative-errno.c - hands back -errno. */
#include "steps.h"

#include <errno.h>
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
    return -errno;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    char tmp[512];
    size_t filled = 0;
    ssize_t n;
    do {
        size_t want = size - filled;
        if (want > sizeof tmp)
            want = sizeof tmp;
        if (want == 0)
            break;
        n = recv(sock, tmp, want, 0);
        if (n > 0) {
            memcpy((char *)buffer + filled, tmp, n);
            filled += n;
        }
    } while (n > 0 || (n < 0 && errno == EINTR));
    if (filled == 0 && size > 0 && n < 0)
        return -1;
    return (ssize_t)filled;
}
