/* takes-the-clocks-away: deletes the clocks of its processor time, and computes. */
#include "steps.h"

#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    for (int clock = 0; clock < 8; clock++)
        syscall(SYS_timer_delete, clock);
    for (time_t begun = time(NULL); time(NULL) - begun < 50;)
        ;
    return 0;
}
