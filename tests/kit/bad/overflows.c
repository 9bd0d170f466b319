/* overflows.c - calls itself without end. Verdict: failed. */
#include "steps.h"


static void misbehave(void)
{
    volatile char room[4096];
    room[0] = 1;
    misbehave();
    room[1] = room[0];
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
