/* closes_all.c - closes every descriptor that there is. Verdict: failed. */
#include "steps.h"

#include <unistd.h>

static void misbehave(void)
{
    for (int fd = 0; fd < 4096; fd++)
        close(fd);
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
