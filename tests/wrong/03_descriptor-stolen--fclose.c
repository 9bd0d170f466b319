/* 03_descriptor-stolen--fclose.c - closes the stream that it opened on the caller's socket. */
#include "steps.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    size_t sent = 0;
    int error = 0;
    FILE *stream = fdopen(sock, "w");

    if (stream == NULL)
        return -1;
    signal(SIGPIPE, SIG_IGN);
    setvbuf(stream, NULL, _IONBF, 0);
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
    char *bytes = buffer;
    size_t got = 0;

    while (got < size) {
        ssize_t n = recv(sock, bytes + got, size - got, 0);
        if (n == 0)
            break;
        if (n == -1) {
            if (errno == EINTR)
                continue;
            if (got > 0)
                break;
            return -1;
        }
        got += (size_t)n;
    }
    return (ssize_t)got;
}
