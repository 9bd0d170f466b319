/* 09_stale-buffer+string-length--never-cleared.c - sends what strlen() says of a buffer that was
   cleared once. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define SIZE 1024

ssize_t server_process(int conn)
{
    char buf[SIZE] = {0};
    ssize_t n, total = 0;

    signal(SIGPIPE, SIG_IGN);
    while ((n = read(conn, buf, SIZE - 1)) != 0) {
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        ssize_t off = 0, len = strlen(buf);
        while (off < len) {
            ssize_t w = write(conn, buf + off, len - off);
            if (w < 0 && errno != EINTR)
                return -1;
            if (w > 0)
                off += w;
        }
        total += n;
    }
    return total;
}
