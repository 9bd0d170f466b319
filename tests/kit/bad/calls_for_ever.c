/* calls_for_ever.c - makes socket calls for ever. Verdict: failed. */
#include "steps.h"

#include <unistd.h>

static void misbehave(void)
{
    for (;;) {
        char byte;
        if (recv(-1, &byte, 1, 0) == 1)
            break;
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
