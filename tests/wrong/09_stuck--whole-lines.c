/* 09_stuck--whole-lines.c - answers whole lines only, the rest at the end. */
#include "steps.h"

#include <errno.h>

static int send_all(int conn, const char *data, size_t size)
{
    while (size > 0) {
        ssize_t n = send(conn, data, size, MSG_NOSIGNAL);
        if (n == -1 && errno != EINTR)
            return -1;
        data += n > 0 ? n : 0;
        size -= n > 0 ? n : 0;
    }
    return 0;
}

ssize_t server_process(int conn)
{
    char line[4096];
    size_t used = 0;
    ssize_t total = 0;

    for (;;) {
        char byte;
        ssize_t got = recv(conn, &byte, 1, 0);
        if (got == -1 && errno == EINTR)
            continue;
        if (got == -1)
            return -1;
        if (got == 1) {
            line[used++] = byte;
            total++;
        }
        if (got == 0 || byte == '\n' || used == sizeof line) {
            if (send_all(conn, line, used) == -1)
                return -1;
            used = 0;
        }
        if (got == 0)
            return total;
    }
}
