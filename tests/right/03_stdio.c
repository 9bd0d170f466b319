/* 03_stdio.c - fwrite() and fread() on an unbuffered stream over a duplicate. */
#include "steps.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static FILE *stream_over(int sock, const char *mode)
{
    int copy = fcntl(sock, F_DUPFD_CLOEXEC, 0);
    FILE *stream = copy == -1 ? NULL : fdopen(copy, mode);

    if (stream != NULL)
        setvbuf(stream, NULL, _IONBF, 0);
    else if (copy != -1)
        close(copy);
    return stream;
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t sent = 0;
    int error = 0;

    signal(SIGPIPE, SIG_IGN);
    FILE *stream = stream_over(sock, "w");
    if (stream == NULL)
        return -1;
    while (sent < size && error == 0) {
        sent += fwrite((const char *)data + sent, 1, size - sent, stream);
        if (ferror(stream) && errno != EINTR)
            error = errno;
        clearerr(stream);
    }
    fclose(stream);
    errno = error;
    return error == 0 ? (ssize_t)sent : -1;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    size_t got = 0;
    int error = 0;

    FILE *stream = stream_over(sock, "r");
    if (stream == NULL)
        return -1;
    while (got < size && error == 0 && !feof(stream)) {
        got += fread((char *)buffer + got, 1, size - got, stream);
        if (ferror(stream) && errno != EINTR)
            error = errno;
        if (ferror(stream))
            clearerr(stream);
    }
    fclose(stream);
    errno = error;
    return error == 0 || got > 0 ? (ssize_t)got : -1;
}
