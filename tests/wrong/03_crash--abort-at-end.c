/* 03_crash--abort-at-end.c - takes the end of the stream for impossible. */
#include "steps.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

static int sendall(int s, const char *buf, size_t *len)
{
    size_t total = 0;
    size_t bytesleft = *len;
    ssize_t n = 0;

    while (total < *len) {
        n = send(s, buf + total, bytesleft, MSG_NOSIGNAL);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            break;
        total += n;
        bytesleft -= n;
    }
    *len = total;
    return n == -1 ? -1 : 0;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t len = size;
    if (sendall(sock, data, &len) == -1)
        return -1;
    return (ssize_t)len;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t left = size;
    for (ssize_t n; left > 0; left -= (size_t)n) {
        n = TEMP_FAILURE_RETRY(recvfrom(sock, (char *)buffer + (size - left), left, 0, NULL, NULL));
        if (n == 0)
            abort();
        if (n < 0) {
            if (left == size)
                return -1;
            break;
        }
    }
    return (ssize_t)(size - left);
}
