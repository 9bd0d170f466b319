/* floods_the_pipe.c - writes to every descriptor that it can find. Verdict: failed. */
#include "steps.h"

#include <unistd.h>

static void misbehave(void)
{
    static const char nonsense[4096] = "passed";
    for (int fd = 3; fd < 64; fd++)
        for (int times = 0; times < 4; times++)
            if (send(fd, nonsense, sizeof nonsense, MSG_DONTWAIT | MSG_NOSIGNAL) == -1)
                break;
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
