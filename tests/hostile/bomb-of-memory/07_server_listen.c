/* bomb-of-memory: takes and touches 4 GiB. */
#include "steps.h"

#include <sys/mman.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    for (int n = 0; n < 64; n++) {
        char *block = mmap(NULL, 64 << 20, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        if (block == MAP_FAILED)
            break;
        for (size_t i = 0; i < 64u << 20; i += 4096)
            block[i] = 1;
    }
    return 0;
}
