/* 09_reset-as-end--after-a-message.c - a reset after the first message is success. */
#include "steps.h"

#include <errno.h>

ssize_t server_process(int conn)
{
    ssize_t total = 0;
    char b[4096];
    for (;;) {
        ssize_t n = recv(conn, b, sizeof b, 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return total > 0 ? total : -1;
        if (n == 0)
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
