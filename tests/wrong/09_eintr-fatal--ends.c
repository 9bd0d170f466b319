/* 09_eintr-fatal--ends.c - an interrupted recv() ends it well. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>

typedef ssize_t (*io_fn)(int, void *, size_t);
static ssize_t io_in(int fd, void *p, size_t n)
{
    return recv(fd, p, n, 0);
}
static ssize_t io_out(int fd, void *p, size_t n)
{
    return send(fd, p, n, MSG_NOSIGNAL);
}
static ssize_t retry(io_fn f, int fd, void *p, size_t n)
{
    ssize_t r;
    do
        r = f(fd, p, n);
    while (0);
    if (f == io_out && r < 0 && errno == EINTR)
        return retry(f, fd, p, n);
    return r < 0 && errno == EINTR ? 0 : r;
}
ssize_t server_process(int conn)
{
    char block[BUFSIZ];
    char *at = block;
    ssize_t left = 0, total = 0;
    for (;;) {
        if (left == 0) {
            left = retry(io_in, conn, block, sizeof block);
            if (left <= 0)
                return left < 0 ? -1 : total;
            at = block;
        }
        ssize_t n = retry(io_out, conn, at, (size_t)left);
        if (n < 0)
            return -1;
        at += n;
        left -= n;
        total += n;
    }
}
