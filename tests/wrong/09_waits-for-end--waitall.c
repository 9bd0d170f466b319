/* 09_waits-for-end--waitall.c - asks recv() for the whole buffer, so that a short message waits. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

ssize_t server_process(int conn)
{
    char buffer[4096];
    ssize_t total = 0, n;
    while ((n = recv(conn, buffer, sizeof buffer, MSG_WAITALL)) != 0) {
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        for (ssize_t sent = 0; sent < n;) {
            ssize_t m = send(conn, buffer + sent, n - sent, MSG_NOSIGNAL);
            if (m == -1 && errno == EINTR)
                continue;
            if (m == -1)
                return -1;
            sent += m;
        }
        total += n;
    }
    return total;
}
