/* stage.c - the student's process: a warm server that forks one process a run. */
#include "stage/call_step.h"
#include "stage/calls.h"
#include "stage/keep.h"
#include "stage/sanitizer.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <nss.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* Read by the name service module of this run, nss.c. All processes of a run share it. */
struct wire_names *stage_names;
void tensteps_names_are(struct wire_names *names);

static int make_names(void)
{
    void *page =
        mmap(NULL, sizeof *stage_names, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED)
        return -1;
    stage_names = page;
    tensteps_names_are(stage_names);
    return 0;
}

const char *__asan_default_options(void)
{
    return "detect_leaks=0:exitcode=86:allocator_may_return_null=1:detect_odr_violation=0:"
           "handle_abort=0:strict_string_checks=0:intercept_send=1:max_allocation_size_mb=512:"
           "malloc_context_size=0";
}

const char *__ubsan_default_options(void)
{
    return "print_stacktrace=0:halt_on_error=1:exitcode=86";
}

/* --- the step's process ---------------------------------------------------------------------- */

static void on_cpu_limit(int number)
{
    (void)number;
    if (gate_moved()) { /* it gets somewhere, by calls that do not come by the gate */
        gate_wind_clock();
        return;
    }
    static const char why[] = "tensteps: cpu\n";
    long written = write(GATE_CONTROL + 1, why, sizeof why - 1);
    (void)written;
    __sanitizer_print_stack_trace();
    kill(getpid(), SIGKILL);
}

static void limit(int resource, rlim_t soft, rlim_t hard)
{
    struct rlimit bound = {.rlim_cur = soft, .rlim_max = hard};
    setrlimit(resource, &bound);
}

static void set_limits(void)
{
    struct sigaction cpu = {.sa_handler = on_cpu_limit, .sa_flags = SA_RESTART};
    sigaction(SIGXCPU, &cpu, NULL);
    signal(SIGXFSZ, SIG_IGN);
    limit(RLIMIT_CPU, 40, 40);                   /* the last resort; see gate_wind_clock() */
    limit(RLIMIT_FSIZE, ARENA_SIZE, ARENA_SIZE); /* a memory file may hold all that is sent */
    limit(RLIMIT_CORE, 0, 0);
    limit(RLIMIT_NOFILE, GATE_RESERVED + 24, GATE_RESERVED + 24);
}

/* All that the step could have; Linux before 5.9 has no single call for it. */
static void close_what_is_open(void)
{
    if (close_range(3, GATE_RESERVED - 1, 0) == 0)
        return;
    for (int fd = 3; fd < GATE_RESERVED; fd++)
        close(fd);
}

/* Where the step's descriptors go: standard input at its end, output kept, the rest the kit's. */
static void place_descriptors(const int fds[WIRE_RUN_FDS])
{
    int input[2];
    dup3(fds[RUN_CONTROL], GATE_CONTROL, O_CLOEXEC);
    dup3(fds[RUN_REPORT], GATE_CONTROL + 1, O_CLOEXEC);
    if (pipe(input) == 0) {
        dup2(input[0], 0);
        if (input[0] > 2)
            close(input[0]);
        close(input[1]);
    }
    dup2(fds[RUN_OUTPUT], 1);
    dup2(fds[RUN_OUTPUT], 2);
    close_what_is_open();
    __sanitizer_set_report_fd((void *)(intptr_t)(GATE_CONTROL + 1));
}

static void limit_descriptors(long further)
{
    struct rlimit bound = {.rlim_max = GATE_RESERVED + 24};
    bound.rlim_cur = bound.rlim_max;
    int next = dup(0);
    if (next != -1)
        close(next);
    if (further >= 0)
        bound.rlim_cur = (rlim_t)(next + further);
    setrlimit(RLIMIT_NOFILE, &bound);
}

static void obey(const struct wire_order *order, int descriptor, unsigned char *arena)
{
    struct wire_event answer = {.kind = EVENT_GIVEN};
    int shown = -1;
    switch (order->op) {
    case ORDER_GIVE:
        answer.result = descriptor;
        if (order->fd >= 0 && order->fd != descriptor) { /* at a number of the judge's choice */
            answer.result = dup2(descriptor, order->fd);
            close(descriptor);
        }
        if (order->value == 0) /* inherited by a program that the step would start */
            fcntl((int)answer.result, F_SETFD, 0);
        break;
    case ORDER_SHOW:
        answer.kind = EVENT_SHOWN;
        answer.result = fcntl(order->fd, F_GETFD) == -1 ? -1 : 0;
        shown = answer.result == 0 ? order->fd : -1;
        break;
    case ORDER_DROP:
        answer.result = close(order->fd);
        break;
    case ORDER_NAMES:
        memcpy(stage_names, arena, sizeof *stage_names);
        break;
    case ORDER_TIDY:
        close_what_is_open();
        limit_descriptors(-1);
        break;
    case ORDER_LIMIT:
        limit_descriptors(order->value);
        break;
    case ORDER_REUSE:
        answer.result = calls_reuse(order->fd);
        break;
    case ORDER_CALL:
        answer = call_step(order, arena);
        break;
    default:
        gate_give_up("tensteps: order\n");
    }
    gate_send(&answer, shown);
}

static _Noreturn void run(const char *library, const int fds[WIRE_RUN_FDS])
{
    struct wire_event ready = {.kind = EVENT_READY};
    unsigned char *arena =
        mmap(NULL, ARENA_SIZE, PROT_READ | PROT_WRITE, MAP_SHARED, fds[RUN_ARENA], 0);
    set_limits(); /* first: the kit's descriptors have high numbers */
    place_descriptors(fds);
    calls_count_processes();
    prctl(PR_SET_PTRACER, PR_SET_PTRACER_ANY); /* the judge may ask what this process waits for */
    if (arena == MAP_FAILED || make_names() == -1)
        gate_give_up("tensteps: arena\n");
    if (keep_in() == -1)
        gate_give_up("tensteps: keep\n");
    gate_wind_clock(); /* what runs while it is loaded is the student's, too */
    if (call_step_load(library, ready.text, sizeof ready.text) == -1)
        ready.kind = EVENT_BROKEN;
    for (gate_send(&ready, -1);;) {
        struct wire_order order;
        int descriptor;
        gate_receive(&order, &descriptor);
        obey(&order, descriptor, arena);
    }
}

/* --- the server ------------------------------------------------------------------------------ */

/* Ends the processes that a step has left, until none is there; how many were still alive. */
static int end_the_rest(void)
{
    int ended = 0, status;
    siginfo_t next;
    for (;;) {
        pid_t gone = waitpid(-1, &status, WNOHANG);
        ended += gone > 0 && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
        if (gone > 0)
            continue;
        if (gone == -1 && errno != EINTR)
            return ended;
        DIR *processes = opendir("/proc");
        for (struct dirent *entry; processes != NULL && (entry = readdir(processes)) != NULL;) {
            char path[300], line[512] = "";
            int pid = atoi(entry->d_name), parent = 0;
            snprintf(path, sizeof path, "/proc/%d/stat", pid);
            FILE *stat = pid > 0 ? fopen(path, "re") : NULL;
            if (stat == NULL)
                continue;
            if (fgets(line, sizeof line, stat) != NULL && strrchr(line, ')') != NULL)
                sscanf(strrchr(line, ')') + 2, "%*c %d", &parent);
            fclose(stat);
            if (parent == getpid())
                kill(pid, SIGKILL);
        }
        if (processes != NULL)
            closedir(processes);
        waitid(P_ALL, 0, &next, WEXITED | WNOWAIT);
    }
}

/* Waits for the step's end, or for the judge to lose interest; then nothing of it is left. */
static void see_to_its_end(pid_t pid, int status_fd)
{
    struct wire_status status = {.kind = STATUS_STARTED, .pid = pid};
    struct rusage used = {0};
    struct pollfd fds[2] = {{.fd = (int)syscall(SYS_pidfd_open, pid, 0), .events = POLLIN},
                            {.fd = status_fd, .events = POLLIN}};
    gate_message(status_fd, &status, sizeof status, fds[0].fd);
    int ready;
    while ((ready = poll(fds, 2, keep_interval())) == 0 || (ready == -1 && errno == EINTR))
        if (ready == 0 && keep_exceeded())
            break;
    status.exceeded = ready == 0;
    if (fds[0].revents == 0)
        kill(pid, SIGKILL);
    close(fds[0].fd);
    while (wait4(pid, &status.wait_status, 0, &used) == -1 && errno == EINTR)
        ;
    status.cpu_seconds = (int)(used.ru_utime.tv_sec + used.ru_stime.tv_sec);
    status.kind = STATUS_ENDED;
    status.left_behind = end_the_rest();
    keep_tidy();
    gate_message(status_fd, &status, sizeof status, -1);
}

static int receive_request(int requests, struct wire_request *request, int fds[WIRE_RUN_FDS])
{
    struct iovec data = {.iov_base = request, .iov_len = sizeof *request};
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int) * WIRE_RUN_FDS)];
    } control;
    struct msghdr message = {.msg_iov = &data,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof control};
    ssize_t got;
    while ((got = recvmsg(requests, &message, MSG_CMSG_CLOEXEC)) == -1 && errno == EINTR)
        ;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (got != (ssize_t)sizeof *request)
        return -1;
    int count = header == NULL ? 0 : (int)((header->cmsg_len - CMSG_LEN(0)) / sizeof(int));
    if (count > 0)
        memcpy(fds, CMSG_DATA(header), (size_t)count * sizeof(int));
    return count;
}

static _Noreturn void serve(int requests)
{
    struct wire_request request;
    int fds[WIRE_RUN_FDS], count;
    while ((count = receive_request(requests, &request, fds)) != -1) {
        if (request.op == REQUEST_KEEP)
            keep_filter(fds[0]);
        if (request.op == REQUEST_SWEEP)
            keep_sweep();
        if (request.op == REQUEST_KEEP || request.op == REQUEST_SWEEP)
            continue;
        pid_t pid = fork();
        if (pid == 0 && request.op == REQUEST_SERVE) { /* the server of one lesson goes on here */
            close(requests);
            requests = fds[0];
            prctl(PR_SET_CHILD_SUBREAPER, 1);
            signal(SIGCHLD, SIG_DFL);
            setsid();
            if (keep_begin() == -1)
                _exit(1);
            continue;
        }
        if (pid == 0) {
            setpgid(0, 0);
            run(request.library, fds);
        }
        for (int i = 0; i < count; i++)
            if (i != RUN_STATUS || request.op == REQUEST_SERVE)
                close(fds[i]);
        if (pid > 0 && request.op == REQUEST_RUN)
            see_to_its_end(pid, fds[RUN_STATUS]);
        if (request.op == REQUEST_RUN)
            close(fds[RUN_STATUS]);
    }
    _exit(0);
}

/* What every run would do for the first time is done here once, above all what the C library does
   to find its name service. A forked process then finds it all in its memory. No more than that:
   each page that is there makes the fork slower. */
static void warm_up(void)
{
    struct addrinfo hints = {.ai_family = AF_INET, .ai_socktype = SOCK_STREAM}, *list;
    if (getaddrinfo("127.0.0.1", NULL, &hints, &list) == 0)
        freeaddrinfo(list);
    gethostbyname("no-such-host");
    getservbyname("no-such-service", NULL);
    if (dlopen("no-such-library", RTLD_NOW) == NULL)
        dlerror();
}

/* Whatever the lab's user ignores or blocks, a step starts as a program of its own does. What has a
   handler is the sanitizer's. */
static void settle_signals(void)
{
    struct sigaction now;
    sigset_t none;
    sigemptyset(&none);
    for (int number = 1; number <= SIGRTMAX; number++)
        if (sigaction(number, NULL, &now) == 0 && now.sa_handler == SIG_IGN)
            signal(number, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    signal(SIGCHLD, SIG_IGN); /* the servers of single lessons are not waited for */
    signal(SIGINT, SIG_IGN);  /* the end of the lab is the end of the requests */
}

/* Where the kit lies is no step's business. */
static void forget_path(char *name)
{
    static const char own[] = "stage";
    size_t length = strlen(name);
    if (length < sizeof own)
        return;
    memset(name, 0, length);
    memcpy(name, own, sizeof own);
    program_invocation_name = program_invocation_short_name = name; /* assert() says it */
}

/* Descriptor 3 is the socket that requests come from. */
int main(int argc, char **argv)
{
    if (argc > 0)
        forget_path(argv[0]);
    keep_start();
    settle_signals();
    umask(077);
    __nss_configure_lookup("hosts", "tensteps");
    __nss_configure_lookup("services", "tensteps");
    __nss_configure_lookup("protocols", "tensteps");
    fcntl(3, F_SETFD, FD_CLOEXEC);
    if (make_names() == -1)
        return 1;
    warm_up();
    serve(3);
}
