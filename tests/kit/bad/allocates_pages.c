/* allocates_pages.c - takes pages from the kernel for ever, past malloc(). Verdict: failed. */
#include "steps.h"

#include <string.h>
#include <sys/mman.h>

static void misbehave(void)
{
    size_t size = 1 << 24;
    for (;;) {
        void *piece = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (piece != MAP_FAILED)
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
