/* 09_stdio-on-a-copy.c - getc() and putc() on streams over copies of the descriptor. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static FILE *stream(int conn, const char *mode)
{
    int copy = fcntl(conn, F_DUPFD_CLOEXEC, 0);

    if (copy == -1)
        return NULL;
    FILE *file = fdopen(copy, mode);
    if (file == NULL) {
        int saved = errno;
        close(copy);
        errno = saved;
    }
    return file;
}

static ssize_t echo(FILE *in, FILE *out)
{
    ssize_t total = 0;

    for (;;) {
        int byte = getc(in);
        if (byte == EOF && ferror(in) && errno == EINTR) {
            clearerr(in);
            continue;
        }
        if (byte == EOF)
            return ferror(in) ? -1 : total;
        while (putc(byte, out) == EOF) {
            if (errno != EINTR)
                return -1;
            clearerr(out);
        }
        total++;
    }
}

ssize_t server_process(int conn)
{
    FILE *in = stream(conn, "r");
    FILE *out = in == NULL ? NULL : stream(conn, "w");
    ssize_t total = -1;

    signal(SIGPIPE, SIG_IGN);
    if (out != NULL) {
        setvbuf(out, NULL, _IONBF, 0);
        total = echo(in, out);
    }
    int saved = errno;
    if (out != NULL)
        fclose(out);
    if (in != NULL)
        fclose(in);
    errno = saved;
    return total;
}
