/* limits-the-server: takes files, processes and time from what looks after it. */
#define _GNU_SOURCE
#include "steps.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Nobody's but what this test has started: a world of its own, or the kit's stage. */
static int may(pid_t pid)
{
    char path[64], name[32] = "";
    snprintf(path, sizeof path, "/proc/%d/comm", (int)pid);
    FILE *file = fopen(path, "re");
    if (file != NULL && fgets(name, sizeof name, file) == NULL)
        name[0] = 0;
    if (file != NULL)
        fclose(file);
    return strncmp(name, "stage", 5) == 0;
}

static void starve(pid_t pid)
{
    const struct rlimit none = {0, 0};
    const struct sched_param idle = {0};
    if (!may(pid))
        return;
    for (int which = 0; which < 16; which++)
        if (prlimit(pid, which, &none, NULL) == 0)
            puts("tensteps-hostile: another's limits");
    if (setpriority(PRIO_PROCESS, (id_t)pid, 19) == 0 ||
        sched_setscheduler(pid, SCHED_IDLE, &idle) == 0)
        puts("tensteps-hostile: another's time");
}

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    starve(getppid());
    starve(1);
    return 0;
}
