/* 09_queue.c - an output queue that grows, the client is never kept waiting. */
#include "steps.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct out {
    char *p;
    size_t len, cap;
};
static int out_add(struct out *o, const char *p, size_t n)
{
    if (o->len + n > o->cap) {
        size_t cap = o->cap ? o->cap : 4096;
        while (cap < o->len + n)
            cap *= 2;
        char *q = realloc(o->p, cap);
        if (q == NULL)
            return -1;
        o->p = q;
        o->cap = cap;
    }
    memcpy(o->p + o->len, p, n);
    o->len += n;
    return 0;
}
ssize_t server_process(int conn)
{
    struct out q = {NULL, 0, 0};
    ssize_t result = 0;
    int ended = 0, err = 0;
    char in[4096];

    while (!ended || q.len > 0) {
        struct pollfd p = {conn, 0, 0};
        ssize_t n;
        if (!ended)
            p.events |= POLLIN;
        if (q.len > 0)
            p.events |= POLLOUT;
        if (poll(&p, 1, -1) < 0) {
            if (errno == EINTR)
                continue;
            goto fail;
        }
        if (!ended && (p.revents & (POLLIN | POLLERR | POLLHUP))) {
            n = recv(conn, in, sizeof in, MSG_DONTWAIT);
            if (n == 0)
                ended = 1;
            if (n < 0 && errno != EINTR && errno != EAGAIN)
                goto fail;
            if (n > 0 && out_add(&q, in, (size_t)n) == -1)
                goto fail;
        }
        if (q.len > 0) {
            n = send(conn, q.p, q.len, MSG_DONTWAIT | MSG_NOSIGNAL);
            if (n < 0 && errno != EINTR && errno != EAGAIN)
                goto fail;
            if (n > 0) {
                memmove(q.p, q.p + n, q.len - (size_t)n);
                q.len -= (size_t)n;
                result += n;
            }
        }
    }
    free(q.p);
    return result;
fail:
    err = errno;
    free(q.p);
    errno = err;
    return -1;
}
