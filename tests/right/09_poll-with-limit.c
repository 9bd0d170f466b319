/* 09_poll-with-limit.c - gives up with ETIMEDOUT when for 30 seconds nothing can be moved. */
#include "steps.h"

#include <errno.h>
#include <poll.h>

static int ready(int fd, short what)
{
    struct pollfd p = {fd, what, 0};
    int n;
    while ((n = poll(&p, 1, 30000)) == -1 && errno == EINTR)
        ;
    if (n == 0) {
        errno = ETIMEDOUT;
        return -1;
    }
    return n;
}

ssize_t server_process(int conn)
{
    char b[4096];
    ssize_t total = 0;
    for (;;) {
        if (ready(conn, POLLIN) == -1)
            return -1;
        ssize_t n = recv(conn, b, sizeof b, MSG_DONTWAIT);
        if (n == -1 && (errno == EINTR || errno == EAGAIN))
            continue;
        if (n == -1)
            return -1;
        if (n == 0)
            return total;
        for (ssize_t s = 0; s < n;) {
            if (ready(conn, POLLOUT) == -1)
                return -1;
            ssize_t m = send(conn, b + s, (size_t)(n - s), MSG_NOSIGNAL | MSG_DONTWAIT);
            if (m == -1 && (errno == EINTR || errno == EAGAIN))
                continue;
            if (m == -1)
                return -1;
            s += m;
        }
        total += n;
    }
}
