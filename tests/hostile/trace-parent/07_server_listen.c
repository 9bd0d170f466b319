/* trace-parent: becomes the debugger of the process that looks after it. */
#include "steps.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/ptrace.h>
#include <unistd.h>

/* Nobody but what this test has started is signalled: a world of its own, or the kit's stage. */
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

int server_listen(int sock, int backlog)
{
    (void)sock, (void)backlog;
    if (may(getppid()) && ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) == 0) {
        puts("tensteps-hostile: traced");
        ptrace(PTRACE_DETACH, getppid(), NULL, NULL);
    }
    return 0;
}
