/* 09_sigpipe--write.c - writes to a client that has gone, with SIGPIPE as it is. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

#define SIZE 1024

ssize_t server_process(int conn)
{
    char buf[SIZE];
    ssize_t n, total = 0;

    while ((n = read(conn, buf, SIZE)) != 0) {
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        ssize_t off = 0;
        while (off < n) {
            ssize_t w = write(conn, buf + off, n - off);
            if (w < 0 && errno != EINTR)
                return -1;
            if (w > 0)
                off += w;
        }
        total += n;
    }
    return total;
}
