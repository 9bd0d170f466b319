/* closes_range.c - closes every descriptor with a system call of its own. Verdict: failed. */
#include "steps.h"

#include <sys/syscall.h>
#include <unistd.h>

static void misbehave(void)
{
    syscall(SYS_close_range, 0U, ~0U, 0U);
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
