/* 09_send-timeout.c - gives up when send() could send nothing for 30 seconds (SO_SNDTIMEO). */
#include "steps.h"

#include <errno.h>

ssize_t server_process(int conn)
{
    char b[4096];
    ssize_t total = 0;
    struct timeval t = {.tv_sec = 30};
    if (setsockopt(conn, SOL_SOCKET, SO_SNDTIMEO, &t, sizeof t) == -1)
        return -1;
    for (;;) {
        ssize_t n = recv(conn, b, sizeof b, 0);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
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
