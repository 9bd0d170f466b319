/* bomb-of-memory-files: fills files in memory. */
#define _GNU_SOURCE
#include "steps.h"

#include <sys/mman.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    static char block[1 << 20];
    for (int n = 0; n < 400; n++) {
        int file = memfd_create("x", 0);
        for (int m = 0; file != -1 && m < 16; m++)
            if (write(file, block, sizeof block) == -1)
                break;
    }
    return 0;
}
