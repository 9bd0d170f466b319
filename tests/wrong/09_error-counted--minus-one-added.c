/* 09_error-counted--minus-one-added.c - adds the -1 of recv() to the count. */
#include "steps.h"

#include <errno.h>

static void send_all(int conn, const char *data, ssize_t size, ssize_t *left)
{
    for (*left = size; *left > 0;) {
        ssize_t n = send(conn, data + size - *left, *left, MSG_NOSIGNAL);
        if (n == -1 && errno != EINTR)
            break;
        if (n > 0)
            *left -= n;
    }
}

ssize_t server_process(int conn)
{
    char buffer[2000];
    ssize_t n, left, total = 0;

    do {
        while ((n = recv(conn, buffer, sizeof buffer, 0)) == -1 && errno == EINTR)
            ;
        send_all(conn, buffer, n, &left);
        if (left > 0)
            return -1;
        total += n;
    } while (n > 0);
    return total;
}
