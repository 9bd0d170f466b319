/* 09_select-small-pieces.c - select() before each recv() and send() of at most 64 bytes. */
#include "steps.h"

#include <errno.h>

static int ready(int fd, int out)
{
    int n;
    do {
        fd_set s;
        FD_ZERO(&s);
        FD_SET(fd, &s);
        n = select(fd + 1, out ? NULL : &s, out ? &s : NULL, NULL, NULL);
    } while (n == -1 && errno == EINTR);
    return n;
}

ssize_t server_process(int conn)
{
    char b[64];
    ssize_t total = 0;
    for (;;) {
        if (ready(conn, 0) == -1)
            return -1;
        ssize_t n = recv(conn, b, sizeof b, 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        if (n == 0)
            return total;
        for (ssize_t s = 0; s < n;) {
            if (ready(conn, 1) == -1)
                return -1;
            ssize_t m = send(conn, b + s, (size_t)(n - s), MSG_NOSIGNAL);
            if (m == -1 && errno == EINTR)
                continue;
            if (m == -1)
                return -1;
            s += m;
        }
        total += n;
    }
}
