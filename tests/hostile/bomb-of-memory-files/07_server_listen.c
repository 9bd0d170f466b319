/* bomb-of-memory-files: fills files in memory. */
#define _GNU_SOURCE
#include "steps.h"

#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>

enum { FILES = 600, SIZE = 4 << 20 };

static int fill(void)
{
    static char block[SIZE];
    int got = 0;
    for (; got < FILES; got++) {
        int file = memfd_create("x", 0);
        if (file == -1 || write(file, block, sizeof block) != sizeof block)
            break;
    }
    return got;
}

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    static int calls;
    if (calls++ == 0 && fill() == FILES)
        puts("tensteps-hostile: two gigabytes of files in memory");
    return 0;
}
