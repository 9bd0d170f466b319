/* 04_stream.c - reads to the end through a stream and closes it. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>
#include <sys/socket.h>

int client_close(int sock)
{
    char rest[512];
    FILE *stream = fdopen(sock, "r");

    if (stream == NULL)
        return -1;
    if (shutdown(sock, SHUT_WR) == 0)
        while (!feof(stream)) {
            errno = 0;
            fread(rest, 1, sizeof rest, stream);
            if (ferror(stream) && errno != EINTR)
                break;
            if (ferror(stream))
                clearerr(stream);
        }
    return fclose(stream) == EOF ? -1 : 0;
}
