/* 09_short-send--one-send.c - takes one send() for the whole. */
#include "steps.h"

#include <errno.h>

ssize_t server_process(int conn)
{
    static char buffer[65536];
    ssize_t total = 0, n;

    while ((n = recv(conn, buffer, sizeof(buffer), 0)) != 0) {
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        while (send(conn, buffer, n, MSG_NOSIGNAL) == -1)
            if (errno != EINTR)
                return -1;
        total += n;
    }
    return total;
}
