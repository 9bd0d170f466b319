/* 09_waits-for-end--buffered-stream.c - a buffered stream, flushed at the end. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

ssize_t server_process(int conn)
{
    int a = dup(conn), b = dup(conn), c, e = 0;
    FILE *in = fdopen(a, "rb"), *out = fdopen(b, "wb");
    ssize_t total = 0;
    signal(SIGPIPE, SIG_IGN);
    if (!in || !out)
        return -1;
    setvbuf(in, NULL, _IONBF, 0);
    for (;;) {
        c = getc(in);
        if (c == EOF) {
            if (!ferror(in))
                break;
            if (errno == EINTR) {
                clearerr(in);
                continue;
            }
            e = errno;
            break;
        }
        while (putc(c, out) == EOF) {
            if (errno != EINTR) {
                e = errno;
                goto done;
            }
            clearerr(out);
        }
        total++;
    }
done:
    while (e == 0 && fflush(out) == EOF) {
        if (errno != EINTR)
            e = errno;
        else
            clearerr(out);
    }
    fclose(in);
    fclose(out);
    if (e) {
        errno = e;
        return -1;
    }
    return total;
}
