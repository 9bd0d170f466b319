/* 03_recv-terminator--cleared.c - clears size + 1 bytes first. */
#include "steps.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

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

ssize_t client_recv(int sock, void *vptr, size_t n)
{
    size_t nleft;
    ssize_t nread;
    char *ptr;

    ptr = vptr;
    nleft = n;
    memset(ptr, 0, n + 1);
    while (nleft > 0) {
        if ((nread = read(sock, ptr, nleft)) < 0) {
            if (errno == EINTR)
                nread = 0;
            else if (nleft < n)
                break; /* some came: hand them back */
            else
                return (-1);
        } else if (nread == 0)
            break; /* EOF */
        nleft -= nread;
        ptr += nread;
    }
    return (n - nleft);
}
