/* 09_short-send--counted-but-not-repeated.c - counts what send() took, and drops the rest. */
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
            return -1;
        }
        ssize_t w;
        do
            w = write(conn, buf, n);
        while (w < 0 && errno == EINTR);
        if (w < 0)
            return -1;
        total += w;
    }
    return total;
}
