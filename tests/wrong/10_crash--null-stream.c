/* 10_crash--null-stream.c - uses a stream that could not be opened. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

int server_close(int sock)
{
    FILE *stream = fdopen(sock, "r+");

    shutdown(fileno(stream), SHUT_WR);
    while (getc(stream) != EOF || (ferror(stream) && errno == EINTR))
        clearerr(stream);
    return fclose(stream);
}
