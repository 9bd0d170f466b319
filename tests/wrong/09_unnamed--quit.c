/* 09_unnamed--quit.c - stops at the word quit. */
#include "steps.h"

#include <errno.h>
#include <string.h>

ssize_t server_process(int conn)
{
    char b[4096];
    ssize_t total = 0;
    int k = 0;
    (void)k;
    for (;;) {
        ssize_t n = recv(conn, b, sizeof b, 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        if (n == 0)
            return total;
        if (n >= 4 && !memcmp(b, "quit", 4))
            return total;
        for (ssize_t s = 0; s < n;) {
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
