/* forks.c - leaves a crowd of 200 processes behind. Verdict: failed. */
#include "steps.h"

#include <unistd.h>

static void misbehave(void)
{
    for (int child = 0; child < 200; child++)
        if (fork() == 0)
            for (;;)
                pause();
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
