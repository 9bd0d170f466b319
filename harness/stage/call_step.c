/* call_step.c - a lesson's library, and the call of one of its steps. */
#include "stage/call_step.h"

#include "stage/calls.h"
#include "stage/own_names.h"
#include "steps.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { UNTOUCHED = 0xA5 };

/* What errno holds when a step is called: something, as in any program that runs for a while, and
   nothing that a socket call sets. A step that leaves it so has set none. */
enum { ERRNO_BEFORE = ENOANO };

#define STEP_NAME(id, name) [STEP_##id] = #name,
static const char *const names[STEPS] = {WIRE_STEPS(STEP_NAME)};

#define STEP_FIELD(id, name) __typeof__(&name) name;
static union {
    void *address;
    WIRE_STEPS(STEP_FIELD)
} steps[STEPS];
static const void *base;
static void *handle;

int call_step_load(const char *library, char *why, size_t size)
{
    /* What the linker makes of a call, a lesson could define itself: then nobody saw its calls. */
    const char *kits = own_names_find(library, "__wrap_");
    if (kits != NULL) {
        snprintf(why, size, "%s is a name of the kit's", kits);
        return -1;
    }
    handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (handle != NULL)
        return 0;
    const char *words = dlerror(), *after = words + strlen(library);
    bool named = strncmp(words, library, strlen(library)) == 0 && strncmp(after, ": ", 2) == 0;
    snprintf(why, size, "%s", named ? after + 2 : words); /* the library is no file of theirs */
    return -1;
}

/* Looks the step's function up when it is first called. */
static bool find_step(enum wire_step step)
{
    Dl_info info;
    if (steps[step].address == NULL)
        steps[step].address = dlsym(handle, names[step]);
    if (steps[step].address == NULL || dladdr(steps[step].address, &info) == 0)
        return false;
    base = info.dli_fbase;
    return true;
}

/* What a step finds on its stack was somebody else's: never zeros by chance. */
static __attribute__((noinline, no_sanitize("address", "undefined"))) void paint_the_stack(void)
{
    volatile char paint[16384];
    for (size_t i = 0; i < sizeof paint; i++)
        paint[i] = (char)UNTOUCHED;
}

/* A copy of exactly SIZE bytes on the heap, so that the sanitizer knows where it ends. */
static void *exactly(const void *data, size_t size)
{
    unsigned char *copy = malloc(size == 0 ? 1 : size);
    if (copy == NULL)
        abort();
    if (data == NULL)
        memset(copy, UNTOUCHED, size);
    else
        memcpy(copy, data, size);
    if (size == 0)
        *copy = UNTOUCHED;
    return copy;
}

/* Does one step: the table below knows where each finds its arguments. */
static long do_step(const struct wire_order *order, const char *text0, const char *text1,
                    void *buffer)
{
    const long *args = order->args;
    errno = ERRNO_BEFORE;
    paint_the_stack(); /* last, since every other call would leave something of its own there */
    switch (order->step) {
    case STEP_CLIENT_SOCKET:
        return steps[STEP_CLIENT_SOCKET].client_socket((int)args[0], (int)args[1]);
    case STEP_HOST_ADDRESS:
        return steps[STEP_HOST_ADDRESS].host_address(text0, (int)args[0], buffer, (size_t)args[1]);
    case STEP_SERVICE_PORT:
        return steps[STEP_SERVICE_PORT].service_port(text0, text1);
    case STEP_CLIENT_CONNECT:
        return steps[STEP_CLIENT_CONNECT].client_connect(order->fd, text0, (int)args[0]);
    case STEP_CLIENT_SEND:
        return steps[STEP_CLIENT_SEND].client_send(order->fd, buffer, (size_t)args[1]);
    case STEP_CLIENT_RECV:
        return steps[STEP_CLIENT_RECV].client_recv(order->fd, buffer, (size_t)args[1]);
    case STEP_CLIENT_CLOSE:
        return steps[STEP_CLIENT_CLOSE].client_close(order->fd);
    case STEP_SERVER_SOCKET:
        return steps[STEP_SERVER_SOCKET].server_socket((int)args[0], (int)args[1]);
    case STEP_SERVER_BIND:
        return steps[STEP_SERVER_BIND].server_bind(order->fd, text0, (int)args[0]);
    case STEP_SERVER_LISTEN:
        return steps[STEP_SERVER_LISTEN].server_listen(order->fd, (int)args[0]);
    case STEP_SERVER_ACCEPT:
        return steps[STEP_SERVER_ACCEPT].server_accept(order->fd, order->null[1] ? NULL : buffer);
    case STEP_SERVER_PROCESS:
        return steps[STEP_SERVER_PROCESS].server_process(order->fd);
    case STEP_SERVER_CLOSE:
        return steps[STEP_SERVER_CLOSE].server_close(order->fd);
    case STEPS:
        break;
    }
    abort();
}

/* The other threads of this process, and of them those that do not sleep; SWITCHES adds up how
   often they have slept. */
static long other_threads(long *awake, unsigned long *switches)
{
    long count = 0;
    DIR *tasks = opendir("/proc/self/task");
    *awake = 0;
    *switches = 0;
    for (struct dirent *task; tasks != NULL && (task = readdir(tasks)) != NULL;) {
        char path[300], text[4096] = "";
        if (task->d_name[0] == '.' || atoi(task->d_name) == getpid())
            continue;
        snprintf(path, sizeof path, "/proc/self/task/%s/status", task->d_name);
        FILE *status = fopen(path, "re");
        size_t got = status == NULL ? 0 : fread(text, 1, sizeof text - 1, status);
        if (status != NULL)
            fclose(status);
        const char *state = got == 0 ? NULL : strstr(text, "State:\t");
        const char *slept = got == 0 ? NULL : strstr(text, "voluntary_ctxt_switches:");
        if (state == NULL || slept == NULL || state[7] == 'X' || state[7] == 'Z')
            continue;
        count++;
        *awake += state[7] != 'S';
        *switches += strtoul(slept + 24, NULL, 10);
    }
    if (tasks != NULL)
        closedir(tasks);
    return count;
}

/* A thread that is about to end has its time: only those that sleep, looked at twice, are left. */
static long threads_left(void)
{
    struct stat tasks;
    if (stat("/proc/self/task", &tasks) == 0 && tasks.st_nlink == 3) /* . and .. and this one */
        return 0;
    for (;;) {
        long awake, still;
        unsigned long before, after;
        long count = other_threads(&awake, &before);
        if (count == 0)
            return 0;
        sched_yield();
        if (other_threads(&still, &after) == count && awake + still == 0 && before == after)
            return count;
    }
}

static long children_left(void)
{
    siginfo_t child;
    return waitid(P_ALL, 0, &child, WEXITED | WNOHANG | WNOWAIT) == 0;
}

struct wire_event call_step(const struct wire_order *order, unsigned char *arena)
{
    struct wire_event event = {.kind = EVENT_BROKEN};
    if (!find_step(order->step)) {
        snprintf(event.text, sizeof event.text, "undefined symbol: %s", names[order->step]);
        return event;
    }
    size_t size = (size_t)order->args[1];
    bool sends = order->step == STEP_CLIENT_SEND;
    if (order->step == STEP_SERVER_ACCEPT)
        size = sizeof(struct peer);
    else if (!sends && order->step != STEP_CLIENT_RECV && order->step != STEP_HOST_ADDRESS)
        size = 0;
    void *buffer = exactly(sends ? arena : NULL, size);
    char *texts[2];
    for (int i = 0; i < 2; i++)
        texts[i] = order->null[i] ? NULL : exactly(order->text[i], strlen(order->text[i]) + 1);

    pid_t process = getpid();
    calls_forget_lookups();
    calls_forget_late_connect();
    calls_begin_blocks();
    calls_forget_widened();
    gate_open(base, order->fd, buffer, size);
    gate_wind_clock();
    long result = do_step(order, texts[0], texts[1], buffer);
    int error = errno == ERRNO_BEFORE ? 0 : errno;
    if (getpid() != process)
        _exit(0); /* a child of the step's that has come back too: the step is the parent's */
    gate_shut();
    fflush(NULL);

    event = (struct wire_event){.kind = EVENT_RETURNED, .result = result, .error = error};
    event.offset = calls_widened();
    event.args[0] = calls_lookups_held();
    event.looked_up = calls_looked_up();
    event.args[3] = calls_blocks_held();
    event.args[1] = threads_left();
    event.args[2] = children_left();
    if (!sends)
        memcpy(arena, buffer, size);
    free(buffer);
    free(texts[0]);
    free(texts[1]);
    return event;
}
