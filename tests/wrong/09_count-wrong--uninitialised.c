/* 09_count-wrong--uninitialised.c - never sets the count to 0. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

ssize_t server_process(int conn)
{
    char buffer[2048];
    ssize_t total, n;

    while ((n = recv(conn, buffer, sizeof buffer, 0)) != 0) {
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        for (ssize_t done = 0; done < n;) {
            ssize_t m = send(conn, buffer + done, n - done, MSG_NOSIGNAL);
            if (m == -1 && errno == EINTR)
                continue;
            if (m == -1)
                return -1;
            done += m;
            total += m;
        }
    }
    return total;
}
