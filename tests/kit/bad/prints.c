/* prints.c - prints eight megabytes. Verdict: failed. */
#include "steps.h"

#include <stdio.h>

static void misbehave(void)
{
    for (int line = 0; line < 1 << 17; line++)
        puts("There is much to be said, and all of it again and again: it fills");
}

ssize_t client_send(int sock, const void *data, size_t size)
{
    (void)sock, (void)data, (void)size;
    misbehave();
    return -1;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    (void)sock, (void)buffer, (void)size;
    misbehave();
    return -1;
}
