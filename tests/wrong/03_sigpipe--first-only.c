/* 03_sigpipe--first-only.c - MSG_NOSIGNAL for the rest, but not for the first send(). */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>
#include <unistd.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    const char *bytes = data;
    size_t sent = 0;

    while (sent < size) {
        ssize_t n = send(sock, bytes + sent, size - sent, sent == 0 ? 0 : MSG_NOSIGNAL);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        sent += (size_t)n;
    }
    return (ssize_t)sent;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    unsigned char *next = buffer;
    size_t left = size;
    ssize_t n = 0;

    while (left > 0) {
        n = read(sock, next, left);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        next += n;
        left -= n;
    }
    if (n < 0 && left == size)
        return -1;
    return size - left;
}
