/* 03_send-flags--logical-or.c - || for |. */
#include "steps.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    signal(SIGPIPE, SIG_IGN);
    const char *d = data;
    size_t left = size;
    while (left) {
        size_t part = left > 1024 ? 1024 : left;
        ssize_t n = send(sock, d, part, MSG_NOSIGNAL || MSG_MORE);
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return n;
        }
        d += n;
        left -= n;
    }
    return d - (const char *)data;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    unsigned char *out = buffer;
    size_t n = 0;
    while (n < size) {
        struct pollfd p = {sock, POLLIN, 0};
        if (poll(&p, 1, -1) < 0) {
            if (errno == EINTR)
                continue;
            return n ? (ssize_t)n : -1;
        }
        ssize_t r = recv(sock, out + n, size - n, MSG_DONTWAIT);
        if (r > 0)
            n += r;
        if (r == 0)
            break;
        if (r < 0 && errno != EAGAIN && errno != EINTR)
            return n ? (ssize_t)n : -1;
    }
    return n;
}
