/* computes-elsewhere: children and threads compute while the step waits for them. */
#include "steps.h"

#include <sys/wait.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    for (int n = 0; n < 3; n++)
        if (fork() == 0)
            for (volatile unsigned long m = 0;; m++)
                ;
    wait(NULL);
    return 0;
}
