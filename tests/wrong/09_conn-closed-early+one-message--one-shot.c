/* 09_conn-closed-early+one-message--one-shot.c - serves one recv() and closes the connection. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

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
    char buffer[4096];
    ssize_t total = 0;

    for (;;) {
        ssize_t got = recv(conn, buffer, sizeof(buffer), 0);
        if (got == -1 && errno == EINTR)
            continue;
        if (got == -1)
            return -1;
        if (got == 0)
            return total;
        if (send_all(conn, buffer, got) == -1)
            return -1;
        total += got;
        close(conn);
        return total;
    }
}
