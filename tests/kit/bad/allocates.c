/* allocates.c - asks for memory for ever, and uses it. Verdict: failed. */
#include "steps.h"

#include <stdlib.h>
#include <string.h>

static void misbehave(void)
{
    size_t size = 1 << 24;
    for (;;) {
        char *piece = malloc(size);
        if (piece != NULL)
            memset(piece, 1, size);
    }
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
