/* bomb-of-heaps: four children take 1 GiB each. */
#include "steps.h"

#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    for (int n = 0; n < 4; n++)
        if (fork() == 0) {
            for (int m = 0; m < 16; m++) {
                char *block = malloc(64 << 20);
                if (block != NULL)
                    memset(block, 1, 64 << 20);
            }
            _exit(0);
        }
    while (wait(NULL) > 0)
        ;
    return 0;
}
