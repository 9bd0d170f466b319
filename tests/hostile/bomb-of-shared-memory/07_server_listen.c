/* bomb-of-shared-memory: takes memory that it shares, as if with a child. */
#define _GNU_SOURCE
#include "steps.h"

#include <stdio.h>
#include <sys/mman.h>

enum { PIECES = 22, SIZE = 100 << 20 };

static int fill_shared(void)
{
    int got = 0;
    for (; got < PIECES; got++) {
        char *piece = mmap(NULL, SIZE, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
        if (piece == MAP_FAILED)
            break;
        for (long at = 0; at < SIZE; at += 4096)
            piece[at] = 1;
    }
    return got;
}

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    static int calls;
    if (calls++ == 0 && fill_shared() == PIECES)
        puts("tensteps-hostile: two gigabytes of shared memory");
    return 0;
}
