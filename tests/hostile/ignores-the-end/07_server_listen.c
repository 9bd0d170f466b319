/* ignores-the-end: a child ignores all signals and waits. */
#include "steps.h"

#include <signal.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    if (fork() == 0) {
        for (int number = 1; number < 64; number++)
            signal(number, SIG_IGN);
        setsid();
        sleep(20);
        _exit(0);
    }
    return 0;
}
