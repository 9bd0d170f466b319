/* sleeps-in-pieces: sleeps a little again and again. */
#include "steps.h"

#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    for (int n = 0; n < 30000; n++)
        syscall(SYS_nanosleep, &(struct timespec){0, 1000000}, NULL);
    return 0;
}
