/* 09_stale-buffer--length-kept-in-buffer.c - finds the end of a message by what an earlier one
   left in the buffer. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <unistd.h>

#define SIZE 1024

ssize_t server_process(int conn)
{
    char buf[SIZE], used[SIZE] = {0};
    ssize_t n, total = 0;

    signal(SIGPIPE, SIG_IGN);
    while ((n = read(conn, buf, SIZE)) != 0) {
        if (n < 0) {
            if (errno == EINTR)
                continue;
            return -1;
        }
        ssize_t off = 0, end = SIZE;
        for (ssize_t i = 0; i < n; i++)
            used[i] = 1;
        while (!used[end - 1])
            end--;
        while (off < end) {
            ssize_t w = write(conn, buf + off, end - off);
            if (w < 0 && errno != EINTR)
                return -1;
            if (w > 0)
                off += w;
        }
        total += n;
    }
    return total;
}
