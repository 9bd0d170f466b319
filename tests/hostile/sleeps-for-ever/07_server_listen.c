/* sleeps-for-ever: sleeps by number, in a call that nobody watches. */
#include "steps.h"

#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    struct timespec long_time = {1000000, 0};
    syscall(SYS_nanosleep, &long_time, NULL);
    return 0;
}
