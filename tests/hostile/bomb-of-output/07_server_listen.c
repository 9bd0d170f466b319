/* bomb-of-output: prints 200 MiB. */
#include "steps.h"

#include <string.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    static char block[1 << 16];
    memset(block, 'x', sizeof block);
    for (int n = 0; n < 3200; n++)
        if (write(1, block, sizeof block) == -1)
            break;
    return 0;
}
