/* 10_fclose.c - closes through a stream made of the descriptor. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>

int server_close(int sock)
{
    FILE *stream = fdopen(sock, "r");

    if (stream == NULL)
        return -1;
    if (shutdown(sock, SHUT_WR) == 0)
        do
            clearerr(stream);
        while (getc(stream) != EOF || (ferror(stream) && errno == EINTR));
    return fclose(stream) == 0 ? 0 : -1;
}
