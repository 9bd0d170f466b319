/* computes-for-ever: ignores what its limits say, and computes. */
#include "steps.h"

#include <signal.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    struct sigaction ignores = {.sa_handler = SIG_IGN};
    sigaction(SIGXCPU, &ignores, NULL);
    sigset_t all;
    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, NULL);
    for (volatile unsigned long n = 0;; n++)
        ;
    return 0;
}
