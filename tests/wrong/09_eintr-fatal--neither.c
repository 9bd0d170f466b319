/* 09_eintr-fatal--neither.c - knows nothing of signals. */
#include "steps.h"

#include <signal.h>
#include <unistd.h>

#define SIZE 1024

ssize_t server_process(int conn)
{
    char buf[SIZE];
    ssize_t n, total = 0;

    signal(SIGPIPE, SIG_IGN);
    while ((n = read(conn, buf, SIZE)) != 0) {
        if (n < 0)
            return -1;
        ssize_t off = 0;
        while (off < n) {
            ssize_t w = write(conn, buf + off, n - off);
            if (w < 0)
                return -1;
            off += w;
        }
        total += n;
    }
    return total;
}
