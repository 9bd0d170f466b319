/* 09_recv-peeked--take-one-less.c - takes one byte less than it sent. */
#include "steps.h"

#include <errno.h>

ssize_t server_process(int conn)
{
    char view[4096];
    ssize_t total = 0;
    for (;;) {
        ssize_t n = recv(conn, view, sizeof view, MSG_PEEK);
        if (n == 0)
            return total;
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        ssize_t k = send(conn, view, (size_t)n, MSG_NOSIGNAL);
        if (k < 0) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        for (ssize_t gone = 0; gone < k - 1;) {
            ssize_t r = recv(conn, view, (size_t)(k - gone), 0);
            if (r < 0 && errno == EINTR)
                continue;
            if (r <= 0)
                return -1;
            gone += r;
        }
        total += k;
    }
}
