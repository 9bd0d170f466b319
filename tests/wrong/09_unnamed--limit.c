/* 09_unnamed--limit.c - a mebibyte at most. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

static ssize_t push(int fd, const char *p, size_t n)
{
    ssize_t k;
    if (n == 0)
        return 0;
    k = send(fd, p, n, MSG_NOSIGNAL);
    if (k < 0)
        return errno == EINTR ? push(fd, p, n) : -1;
    return push(fd, p + k, n - (size_t)k);
}
ssize_t server_process(int conn)
{
    ssize_t total = 0, n;
    char *buf = calloc(1, 1 << 20);
    int e;
    if (!buf)
        return -1;
    do {
        n = recv(conn, buf, 1 << 20, 0);
        if (n > 0) {
            if (push(conn, buf, (size_t)n) == -1)
                n = -2;
            else
                total += n;
        }
        if (total >= 1 << 20)
            break;
    } while (n > 0 || (n == -1 && errno == EINTR));
    e = errno;
    free(buf);
    errno = e;
    return n < 0 ? -1 : total;
}
