/* exits.c - ends the process, with a status of success. Verdict: failed. */
#include "steps.h"

#include <stdlib.h>

static void misbehave(void)
{
    exit(0);
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
