/* 09_lines.c - lines, and what is left of one at the end. */
#include "steps.h"

#include <errno.h>
#include <string.h>

ssize_t server_process(int conn)
{
    static char line[1 << 16];
    size_t used = 0;
    ssize_t total = 0;
    for (;;) {
        ssize_t n = recv(conn, line + used, sizeof line - used, 0);
        size_t off = 0, upto;
        if (n == -1 && errno == EINTR)
            continue;
        if (n == -1)
            return -1;
        used += (size_t)n;
        upto = used;
        while (off < upto) {
            char *nl = memchr(line + off, '\n', upto - off);
            size_t end = nl ? (size_t)(nl - line) + 1 : upto;
            ssize_t k = send(conn, line + off, end - off, MSG_NOSIGNAL);
            if (k == -1 && errno == EINTR)
                continue;
            if (k == -1)
                return -1;
            off += (size_t)k;
            total += k;
        }
        used = 0;
        if (n == 0)
            return total;
    }
}
