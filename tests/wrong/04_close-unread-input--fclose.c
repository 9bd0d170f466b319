/* 04_close-unread-input--fclose.c - closes by way of a stream, with input unread (stretch). */
#include "steps.h"

#include <stdio.h>

int client_close(int sock)
{
    FILE *stream = fdopen(sock, "r+");

    if (stream == NULL)
        return -1;
    return fclose(stream) == 0 ? 0 : -1;
}
