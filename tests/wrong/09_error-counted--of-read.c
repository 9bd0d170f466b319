/* 09_error-counted--of-read.c - adds the -1 of read() to the count. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#define SIZE 1024

ssize_t server_process(int conn)
{
    char buf[SIZE];
    ssize_t n, total = 0;

    signal(SIGPIPE, SIG_IGN);
    while ((n = read(conn, buf, SIZE)) != 0) {
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return total + n;
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
