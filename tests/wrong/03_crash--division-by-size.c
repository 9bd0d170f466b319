/* 03_crash--division-by-size.c - the share that was sent, of nothing. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *cp = data;
    volatile int percent = 0;
    size_t todo = size;
    ssize_t got;
again:
    if (todo == 0)
        return percent = (int)(100 * (size - todo) / size), (ssize_t)size;
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
    size_t left = size;
    for (ssize_t n; left > 0; left -= (size_t)n) {
        n = TEMP_FAILURE_RETRY(recvfrom(sock, (char *)buffer + (size - left), left, 0, NULL, NULL));
        if (n == 0)
            break;
        if (n < 0) {
            if (left == size)
                return -1;
            break;
        }
    }
    return (ssize_t)(size - left);
}
