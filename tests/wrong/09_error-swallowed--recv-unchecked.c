/* 09_error-swallowed--recv-unchecked.c - echoes what recv() returns without a look at it. */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

ssize_t server_process(int conn)
{
    char buffer[1024];
    ssize_t total = 0, n;

    while ((n = recv(conn, buffer, sizeof buffer, 0)) != 0) {
        ssize_t done = 0;
        do {
            ssize_t m = send(conn, buffer + done, n - done, MSG_NOSIGNAL);
            if (m == -1 && errno == EINTR)
                continue;
            if (m == -1)
                return -1;
            done += m;
        } while (done < n);
        total += n;
    }
    return total;
}
