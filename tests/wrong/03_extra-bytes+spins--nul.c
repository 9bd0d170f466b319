/* 03_extra-bytes+spins--nul.c - a NUL more, and no end. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t off = 0;
    while (off < size + (size > 0)) {
        ssize_t n = off < size ? send(sock, (const char *)data + off, size - off, MSG_NOSIGNAL) : send(sock, "", 1, MSG_NOSIGNAL);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        off += (size_t)n;
    }
    return (ssize_t)size;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t left = size;
    for (ssize_t n; left > 0; left -= (size_t)n) {
        n = TEMP_FAILURE_RETRY(recvfrom(sock, (char *)buffer + (size - left), left, 0, NULL, NULL));
        if (n < 0) {
            if (left == size)
                return -1;
            break;
        }
    }
    return (ssize_t)(size - left);
}
