/* 09_one-message--straight-down.c - reads once, writes, and is done. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

ssize_t server_process(int conn)
{
    char buf[1024];
    ssize_t n;

    signal(SIGPIPE, SIG_IGN);
    do
        n = read(conn, buf, sizeof(buf));
    while (n < 0 && errno == EINTR);

    for (ssize_t off = 0; off < n;) {
        ssize_t w = write(conn, buf + off, n - off);
        if (w < 0 && errno != EINTR)
            return -1;
        if (w > 0)
            off += w;
    }
    return n;
}
