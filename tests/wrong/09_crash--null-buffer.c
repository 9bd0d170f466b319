/* 09_crash--null-buffer.c - receives into memory that it never got, and reads it. */
#include "steps.h"

#include <errno.h>

static int send_all(int conn, const char *data, size_t size)
{
    size_t sent = 0;

    while (sent < size) {
        ssize_t n = send(conn, data + sent, size - sent, MSG_NOSIGNAL);
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        sent += n;
    }
    return 0;
}

ssize_t server_process(int conn)
{
    char *buffer = NULL;
    ssize_t total = 0;

    for (;;) {
        ssize_t got = recv(conn, buffer, 0, MSG_PEEK);
        if (got == -1 && errno == EINTR)
            continue;
        if (got == -1)
            return -1;
        if (buffer[0] == 0)
            return total;
        if (send_all(conn, buffer, got) == -1)
            return -1;
        total += got;
    }
}
