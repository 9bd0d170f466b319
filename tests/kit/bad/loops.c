/* loops.c - computes for ever. Verdict: failed. */
#include "steps.h"


static void misbehave(void)
{
    for (volatile unsigned count = 0;; count++)
        ;
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
