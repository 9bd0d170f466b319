/* own-limits: takes all limits away, and sets those of others. */
#include "steps.h"

#include <stdio.h>
#include <sys/resource.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    for (int which = 0; which < 16; which++) {
        struct rlimit none = {RLIM_INFINITY, RLIM_INFINITY};
        if (setrlimit(which, &none) == 0 && which == RLIMIT_NPROC)
            puts("tensteps-hostile: no limit of processes");
        struct rlimit zero = {0, 0};
        setrlimit(which, &zero);
    }
    return 0;
}
