/* 07_descriptor-stolen--released-through-stdio.c - closes the caller's socket with the stream it
   made of it. */
#include "steps.h"

#include <errno.h>
#include <stdio.h>

int server_listen(int sock, int backlog)
{
    int rc = listen(sock, backlog < 1 ? 1 : backlog);
    int saved = errno;
    FILE *stream = fdopen(sock, "r");

    if (stream != NULL)
        fclose(stream);
    errno = saved;
    return rc;
}
