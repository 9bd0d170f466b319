/* 03_unnamed--send-16-bits.c - counts in 16 bits. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *d = data;
    unsigned short left = (unsigned short)size;
    while (left) {
        size_t part = left > 1024 ? 1024 : left;
        ssize_t n = send(sock, d, part, MSG_NOSIGNAL | (part < left ? MSG_MORE : 0));
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return n;
        }
        d += n;
        left -= n;
    }
    return (ssize_t)size;
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
