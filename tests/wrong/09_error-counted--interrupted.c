/* 09_error-counted--interrupted.c - goes on after a signal, and counts the -1 (stretch). */
#include "steps.h"

#include <errno.h>
#include <sys/socket.h>

ssize_t server_process(int conn)
{
    char buffer[4096];
    ssize_t total = 0;

    for (;;) {
        ssize_t n = recv(conn, buffer, sizeof buffer, 0);
        if (n == 0)
            return total;
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        char *p = buffer;
        ssize_t left = n;
        while (left > 0) {
            ssize_t m = send(conn, p, left, MSG_NOSIGNAL);
            if (m < 0 && errno != EINTR)
                return -1;
            p += m;
            left -= m;
        }
        total += n;
    }
}
