/* kernel_wait.c - what a process waits for, by the kernel's word: proc(5),
 * /proc/PID/task/TID/syscall. */
#include "judge/kernel.h"
#include "judge/trouble.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>

/* The system calls in which a thread waits. LIMIT is the argument that holds how long, if there is
   one: a pointer, 0 for ever; or, where it is a number of milliseconds, -1 for ever. */
enum wait_kind {
    WAITS_INPUT = 1,
    WAITS_OUTPUT,
    WAITS_EITHER,
    WAITS_CLIENT,
    WAITS_SIGNAL,
    WAITS_OTHERS
};
static const struct {
    long number;
    enum wait_kind kind;
    int limit;
    bool number_limit;
} waiting_calls[] = {
    {SYS_read, WAITS_INPUT, 0, false},
    {SYS_readv, WAITS_INPUT, 0, false},
    {SYS_preadv2, WAITS_INPUT, 0, false},
    {SYS_recvfrom, WAITS_INPUT, 0, false},
    {SYS_recvmsg, WAITS_INPUT, 0, false},
    {SYS_recvmmsg, WAITS_INPUT, 5, false},
    {SYS_write, WAITS_OUTPUT, 0, false},
    {SYS_writev, WAITS_OUTPUT, 0, false},
    {SYS_pwritev2, WAITS_OUTPUT, 0, false},
    {SYS_sendto, WAITS_OUTPUT, 0, false},
    {SYS_sendmsg, WAITS_OUTPUT, 0, false},
    {SYS_sendmmsg, WAITS_OUTPUT, 0, false},
    {SYS_sendfile, WAITS_OUTPUT, 0, false},
    {SYS_connect, WAITS_OUTPUT, 0, false},
    {SYS_accept4, WAITS_CLIENT, 0, false},
    {SYS_ppoll, WAITS_EITHER, 3, false},
    {SYS_pselect6, WAITS_EITHER, 5, false},
    {SYS_epoll_pwait, WAITS_EITHER, 4, true},
    {SYS_futex, WAITS_OTHERS, 4, false},
    {SYS_rt_sigtimedwait, WAITS_SIGNAL, 3, false},
    {SYS_rt_sigsuspend, WAITS_SIGNAL, 0, false},
    {SYS_wait4, WAITS_OTHERS, 0, false},
    {SYS_waitid, WAITS_OTHERS, 0, false},
    {SYS_nanosleep, WAITS_OTHERS, 1, false},
    {SYS_clock_nanosleep, WAITS_OTHERS, 3, false},
#ifdef SYS_poll
    {SYS_poll, WAITS_EITHER, 3, true},
    {SYS_select, WAITS_EITHER, 5, false},
    {SYS_epoll_wait, WAITS_EITHER, 4, true},
    {SYS_accept, WAITS_CLIENT, 0, false},
    {SYS_pause, WAITS_SIGNAL, 0, false},
#endif
};

static void add_call(long number, const unsigned long arguments[6], struct kernel_wait *wait)
{
    enum wait_kind kind = WAITS_EITHER; /* a call that is not in the table may wait for anything */
    for (size_t i = 0; i < sizeof waiting_calls / sizeof waiting_calls[0]; i++) {
        if (waiting_calls[i].number != number)
            continue;
        kind = waiting_calls[i].kind;
        unsigned long limit =
            waiting_calls[i].limit == 0 ? 0 : arguments[waiting_calls[i].limit - 1];
        wait->timed |= waiting_calls[i].number_limit ? (int)limit >= 0 : limit != 0;
    }
    wait->signal |= kind == WAITS_SIGNAL;
    if (kind == WAITS_SIGNAL)
        kind = WAITS_EITHER;
    wait->input |= kind == WAITS_INPUT || kind == WAITS_EITHER;
    wait->output |= kind == WAITS_OUTPUT || kind == WAITS_EITHER;
    wait->accepting |= kind == WAITS_CLIENT || kind == WAITS_EITHER;
    if (kind == WAITS_INPUT || kind == WAITS_OUTPUT || kind == WAITS_CLIENT)
        wait->fd = (int)arguments[0];
}

static char state_of(const char *status, struct kernel_wait *wait)
{
    static const char switches[] =
        "voluntary_ctxt_switches:"; /* the involuntary ones end so, too */
    const char *state = strstr(status, "State:\t");
    for (const char *line = status; (line = strstr(line, switches)) != NULL; line++) {
        unsigned long count = strtoul(line + strlen(switches), NULL, 10);
        wait->turns += count;
        wait->sleeps += line[-1] == '\n' ? count : 0; /* "nonvoluntary" is the other's name */
    }
    return state == NULL ? '?' : state[strlen("State:\t")];
}

/* Adds one thread to WAIT; false if it is at work. */
static bool add_thread(pid_t pid, const char *task, int control, struct kernel_wait *wait)
{
    char path[320], text[4096];
    long number = -1;
    unsigned long arguments[6] = {0};
    snprintf(path, sizeof path, "/proc/%d/task/%s/status", (int)pid, task);
    if (kernel_read(path, text, sizeof text) < 0)
        return true; /* gone meanwhile: the count of switches will tell */
    char state = state_of(text, wait);
    if (strchr("ZXT", state) != NULL) /* ended, or stopped and nobody will let it go on */
        return true;
    if (state != 'S')
        return false;
    snprintf(path, sizeof path, "/proc/%d/task/%s/syscall", (int)pid, task);
    if (kernel_read(path, text, sizeof text) <= 0) {
        wait->input = wait->output = wait->accepting = true; /* not told: it may be any of them */
        return true;
    }
    if (sscanf(text, "%ld 0x%lx 0x%lx 0x%lx 0x%lx 0x%lx 0x%lx", &number, &arguments[0],
               &arguments[1], &arguments[2], &arguments[3], &arguments[4], &arguments[5]) < 1 ||
        number == -1)
        return false;
    if (number == SYS_recvmsg && (int)arguments[0] == control)
        return false;
    add_call(number, arguments, wait);
    return true;
}

static void add_processor_time(pid_t pid, struct kernel_wait *wait)
{
    clockid_t clock;
    struct timespec had;
    if (clock_getcpuclockid(pid, &clock) == 0 && clock_gettime(clock, &had) == 0)
        wait->cpu_ms += had.tv_sec * 1000 + had.tv_nsec / 1000000;
}

static bool add_process(pid_t pid, int control, int depth, struct kernel_wait *wait)
{
    char path[320], text[1024];
    bool all = true;
    add_processor_time(pid, wait);
    snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
    DIR *tasks = opendir(path);
    if (tasks == NULL)
        trouble_note("a look into /proc", errno);
    for (struct dirent *task; tasks != NULL && (task = kernel_next(tasks)) != NULL;) {
        if (task->d_name[0] == '.')
            continue;
        all &= add_thread(pid, task->d_name, control, wait);
        snprintf(path, sizeof path, "/proc/%d/task/%s/children", (int)pid, task->d_name);
        if (depth == 0 || kernel_read(path, text, sizeof text) <= 0)
            continue;
        char *rest = text;
        for (long child; (child = strtol(rest, &rest, 10)) > 0;)
            all &= add_process((pid_t)child, control, depth - 1, wait);
    }
    if (tasks != NULL)
        closedir(tasks);
    return all;
}

/* It has ended, and the server is about to say so. */
static bool is_over(pid_t pid)
{
    char path[64], text[512];
    snprintf(path, sizeof path, "/proc/%d/stat", (int)pid);
    const char *state = kernel_read(path, text, sizeof text) > 0 ? strrchr(text, ')') : NULL;
    return state == NULL || state[2] == 'Z' || state[2] == 'X';
}

struct kernel_wait kernel_wait(pid_t pid, int control)
{
    struct kernel_wait wait = {.fd = -1};
    wait.blocked = add_process(pid, control, 3, &wait) && !is_over(pid);
    return wait;
}
