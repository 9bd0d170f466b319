/* bomb-of-signals: interrupts itself without end. */
#include "steps.h"

#include <signal.h>
#include <sys/time.h>
#include <unistd.h>

static void ignores(int number) { (void)number; }

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    struct itimerval often = {{0, 100}, {0, 100}};
    signal(SIGALRM, ignores);
    setitimer(ITIMER_REAL, &often, NULL);
    for (int n = 0; n < 100; n++)
        usleep(1000);
    return 0;
}
