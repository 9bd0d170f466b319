/* computes-at-load: never comes to an end of being loaded. */
#include "steps.h"

__attribute__((constructor)) static void first(void)
{
    for (volatile unsigned long n = 0;; n++)
        ;
}

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    return 0;
}
