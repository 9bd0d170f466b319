/* calls_process.c - ending and forking: kept within bounds, and told. */
#include "stage/calls.h"

#include <errno.h>

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PROCESSES = 32, REFUSALS = 64 };
static struct shared {
    int processes, refusals;
} * shared;

void calls_count_processes(void)
{
    void *page =
        mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    shared = page == MAP_FAILED ? NULL : page;
}

static void ends(int status, const void *site)
{
    struct wire_event event = gate_event(CALL_EXIT, -1, site);
    event.args[0] = status;
    gate_about(&event);
}

_Noreturn void __wrap_exit(int status)
{
    ends(status, CALLS_SITE);
    exit(status);
}

_Noreturn void __wrap__exit(int status)
{
    ends(status, CALLS_SITE);
    _exit(status);
}

_Noreturn void __wrap__Exit(int status)
{
    ends(status, CALLS_SITE);
    _exit(status);
}

_Noreturn void __wrap_quick_exit(int status)
{
    ends(status, CALLS_SITE);
    quick_exit(status);
}

/* A bomb finds no room for further processes, as under RLIMIT_NPROC, which does not bind root. */
static int forks(const void *site)
{
    struct wire_event event = gate_event(CALL_FORK, -1, site);
    gate_about(&event);
    if (shared != NULL && __atomic_add_fetch(&shared->processes, 1, __ATOMIC_SEQ_CST) > PROCESSES) {
        if (__atomic_add_fetch(&shared->refusals, 1, __ATOMIC_SEQ_CST) > REFUSALS)
            gate_give_up("tensteps: processes\n");
        errno = EAGAIN;
        return (int)gate_did(&event, -1);
    }
    int pid = fork();
    if (pid != 0)
        gate_did(&event, pid);
    else
        gate_wind_clock();
    return pid;
}

pid_t __wrap_fork(void) { return forks(CALLS_SITE); }

pid_t __wrap_vfork(void) { return forks(CALLS_SITE); }

CALLS_SAME(__wrap_fork, __wrap___fork);
CALLS_SAME(__wrap_fork, __wrap___libc_fork);
