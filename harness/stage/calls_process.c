/* calls_process.c - ending, forking and allocating: kept within bounds, and told. */
#include "stage/calls.h"
#include "stage/sanitizer.h"

#include <errno.h>

#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

enum { PROCESSES = 32, REFUSALS = 64 };
static const size_t memory_limit = (size_t)256 << 20;
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

static bool affordable(size_t size)
{
    if (!gate_is_open() || __sanitizer_get_current_allocated_bytes() + size < memory_limit)
        return true;
    errno = ENOMEM;
    return false;
}

void *__wrap_malloc(size_t size) { return affordable(size) ? malloc(size) : NULL; }

void *__wrap_calloc(size_t count, size_t size)
{
    return size == 0 || affordable(count > memory_limit / size ? memory_limit : count * size)
               ? calloc(count, size)
               : NULL;
}

void *__wrap_realloc(void *old, size_t size)
{
    return affordable(size) ? realloc(old, size) : NULL;
}
