/* 03_recv-overwrites--last-count.c - moves by the last count only. */
#include "steps.h"

#include <errno.h>
#include <string.h>

struct writer {
    int fd;
    const char *base;
    size_t len, pos;
    int err;
};
static int writer_step(struct writer *w)
{
    ssize_t n;
    do {
        n = send(w->fd, w->base + w->pos, w->len - w->pos, MSG_NOSIGNAL);
    } while (n == -1 && errno == EINTR);
    if (n == -1) {
        w->err = errno;
        return 0;
    }
    w->pos += (size_t)n;
    return w->pos < w->len;
}
ssize_t client_send(int sock, const void *data, size_t size)
{
    struct writer w = {sock, data, size, 0, 0};
    if (size == 0)
        return 0;
    while (writer_step(&w))
        ;
    if (w.err) {
        errno = w.err;
        return -1;
    }
    return (ssize_t)w.pos;
}


ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;
    ssize_t n = 0;
    size_t last = 0;
    while (got < size) {
        n = recv(sock, (char *)buffer + last, size - got, 0);
        if (n == 0)
            break;
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return got ? (ssize_t)got : -1;
        }
        got += (size_t)n;
        last = (size_t)n;
    }
    return (ssize_t)got;
}
