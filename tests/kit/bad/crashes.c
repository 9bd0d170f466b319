/* crashes.c - writes where nothing is. Verdict: failed. */
#include "steps.h"

#include <stdint.h>

static void misbehave(void)
{
    *(volatile int *)(uintptr_t)16 = 1;
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
