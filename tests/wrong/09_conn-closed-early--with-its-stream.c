/* 09_conn-closed-early--with-its-stream.c - closes the connection along with a stream on it. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

ssize_t server_process(int conn)
{
    char buffer[BUFSIZ];
    ssize_t total = 0, got;
    FILE *in = fdopen(conn, "r");

    if (in == NULL)
        return -1;
    do {
        got = recv(fileno(in), buffer, sizeof buffer, 0);
        for (ssize_t sent = 0, n; sent < got; sent += n) {
            n = send(fileno(in), buffer + sent, got - sent, MSG_NOSIGNAL);
            if (n == -1 && errno == EINTR)
                n = 0;
            if (n == -1)
                got = -1;
        }
        total += got > 0 ? got : 0;
    } while (got > 0 || (got == -1 && errno == EINTR));

    int saved = errno;
    fclose(in);
    errno = saved;
    return got == -1 ? -1 : total;
}
