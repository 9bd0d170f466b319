/* prints_binary.c - prints what is no text, on both outputs. Verdict: failed. */
#include "steps.h"

#include <stdio.h>

static void misbehave(void)
{
    for (int byte = 0; byte < 1 << 16; byte++) {
        putchar(byte % 256);
        putc(byte % 256, stderr);
    }
    fflush(stdout);
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
