/* gate.c - the step's side of the control socket: what a call says before and after. */
#include "stage/gate.h"

#include "stage/calls.h"

#include <errno.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* One call is spoken of at a time, whichever thread makes it: who has sent a question takes the
   answer. */
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;
static __thread bool busy;  /* this thread has its turn: in a signal's handler it asks nothing */
static __thread int thread; /* its number */

static struct {
    bool open;
    pid_t process;
    int threads;
    int socket;
    uint64_t moved;
    const char *library, *buffer;
    size_t size;
    long credit, unasked, unasked_in;
    long progress; /* calls that transferred something since the CPU limit was renewed */
} gate;

void gate_open(const void *library, int socket, const void *buffer, size_t size)
{
    gate.socket = socket;
    gate_moved();
    gate.process = getpid();
    gate.library = library;
    gate.buffer = buffer;
    gate.size = size;
    gate.credit = 0;
    gate.open = true;
}

bool gate_moved(void)
{
    struct tcp_info info = {0};
    socklen_t length = sizeof info;
    if (getsockopt(gate.socket, IPPROTO_TCP, TCP_INFO, &info, &length) == -1)
        return false;
    uint64_t before = gate.moved;
    gate.moved = info.tcpi_bytes_received + info.tcpi_bytes_sent;
    return gate.moved != before;
}

void gate_wind_clock(void)
{
    static const int signals[] = {SIGXCPU, SIGKILL}; /* the second for who does without the first */
    static timer_t clocks[2];
    static pid_t owner;
    for (int i = 0; i < 2; i++) {
        const struct itimerspec limit = {.it_value = {.tv_sec = GATE_CPU_SECONDS + i}};
        struct sigevent event = {.sigev_notify = SIGEV_SIGNAL, .sigev_signo = signals[i]};
        if (owner == getpid() || timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &clocks[i]) == 0)
            timer_settime(clocks[i], 0, &limit, NULL);
    }
    owner = getpid();
}

static void take_turn(void)
{
    busy = true;
    pthread_mutex_lock(&turn);
}

static void end_turn(void)
{
    pthread_mutex_unlock(&turn);
    busy = false;
}

void gate_shut(void)
{
    take_turn(); /* no thread that is left behind waits for an answer */
    gate.open = false;
    end_turn();
}

bool gate_in_step(void) { return gate.open; }

bool gate_is_open(void) { return gate.open && !busy && gate.process == getpid(); }

static int number_of_thread(void)
{
    if (thread == 0)
        thread = __atomic_add_fetch(&gate.threads, 1, __ATOMIC_SEQ_CST);
    return thread;
}

long gate_offset(const void *pointer)
{
    const char *at = pointer;
    if (gate.buffer == NULL || at < gate.buffer || at > gate.buffer + gate.size)
        return -1;
    return at - gate.buffer;
}

struct wire_event gate_event(enum wire_call call, int fd, const void *site)
{
    struct wire_event event;
    memset(&event, 0, sizeof event);
    event.call = call;
    event.thread = number_of_thread();
    event.fd = fd;
    event.offset = -1;
    event.site = (const char *)site - gate.library;
    return event;
}

_Noreturn void gate_give_up(const char *why)
{
    /* The report's descriptor is the one after the control socket. */
    long written = write(GATE_CONTROL + 1, why, strlen(why));
    (void)written;
    kill(getpid(), SIGKILL);
    for (;;)
        _exit(1);
}

int gate_message(int socket, const void *data, size_t size, int descriptor)
{
    struct iovec piece = {.iov_base = (void *)data, .iov_len = size};
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int))];
    } control;
    struct msghdr message = {.msg_iov = &piece, .msg_iovlen = 1};
    if (descriptor != -1) {
        memset(&control, 0, sizeof control);
        message.msg_control = &control;
        message.msg_controllen = sizeof control;
        control.header.cmsg_level = SOL_SOCKET;
        control.header.cmsg_type = SCM_RIGHTS;
        control.header.cmsg_len = CMSG_LEN(sizeof(int));
        memcpy(CMSG_DATA(&control.header), &descriptor, sizeof(int));
    }
    /* A raw call: no interceptor, and no symbol that a lesson could have replaced. */
    while (syscall(SYS_sendmsg, socket, &message, MSG_NOSIGNAL) == -1)
        if (errno != EINTR)
            return -1;
    return 0;
}

void gate_send(const struct wire_event *event, int descriptor)
{
    if (gate_message(GATE_CONTROL, event, sizeof *event, descriptor) == -1)
        gate_give_up("tensteps: descriptors\n");
}

void gate_receive(struct wire_order *order, int *descriptor)
{
    struct iovec data = {.iov_base = order, .iov_len = sizeof *order};
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int))];
    } control;
    struct msghdr message = {.msg_iov = &data,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = sizeof control};
    long got;
    while ((got = syscall(SYS_recvmsg, GATE_CONTROL, &message, MSG_CMSG_CLOEXEC)) == -1)
        if (errno != EINTR)
            gate_give_up("tensteps: descriptors\n");
    if (got != (long)sizeof *order)
        _exit(0); /* the judge is gone */
    *descriptor = -1;
    struct cmsghdr *header = CMSG_FIRSTHDR(&message);
    if (header != NULL && header->cmsg_type == SCM_RIGHTS)
        memcpy(descriptor, CMSG_DATA(header), sizeof(int));
}

static void take_unasked(struct wire_event *event)
{
    event->unasked = gate.unasked;
    event->unasked_in = gate.unasked_in;
    gate.unasked = gate.unasked_in = 0;
}

/* The step holds back every signal that a program may be sent: none can interrupt its calls. */
static bool holds_signals_back(void)
{
    const int usual[] = {SIGHUP, SIGINT, SIGALRM, SIGTERM, SIGCHLD, SIGUSR1, SIGUSR2};
    sigset_t held;
    bool all = sigprocmask(SIG_BLOCK, NULL, &held) == 0;
    for (size_t i = 0; i < sizeof usual / sizeof usual[0]; i++)
        all = all && sigismember(&held, usual[i]) == 1;
    return all;
}

static struct gate_answer ask(struct wire_event *event)
{
    int error = errno, descriptor;
    struct wire_order order;
    take_unasked(event);
    gate_send(event, -1);
    gate_receive(&order, &descriptor);
    bool interrupts = order.op == ANSWER_FAIL || order.op == ANSWER_AFTER;
    if (interrupts && order.value == EINTR && holds_signals_back())
        order = (struct wire_order){.op = ANSWER_GO};
    errno = error;
    return (struct gate_answer){.op = order.op, .value = order.value};
}

bool gate_sends(enum wire_call call) { return call >= CALL_SEND && call <= CALL_SPLICE_TO; }

static bool transfers(enum wire_call call) { return call >= CALL_SEND && call <= CALL_SPLICE_FROM; }

struct gate_answer gate_about(struct wire_event *event)
{
    struct gate_answer answer = {.op = ANSWER_GO};
    if (!gate_is_open())
        return answer;
    calls_go_on_with_late_connect(event->call);
    take_turn();
    if (gate.open && gate.credit > 0 && transfers(event->call)) {
        gate.credit--;
    } else if (gate.open) {
        event->kind = EVENT_ABOUT;
        answer = ask(event);
        gate.credit = answer.op == ANSWER_GO ? answer.value : 0;
    }
    end_turn();
    return answer;
}

struct gate_answer gate_waits(struct wire_event *event, bool input, bool output)
{
    struct gate_answer answer = {.op = ANSWER_GO};
    if (!gate_is_open())
        return answer;
    event->kind = EVENT_WAITS;
    event->input = input;
    event->output = output;
    take_turn();
    if (gate.open)
        answer = ask(event);
    end_turn();
    return answer;
}

static void renew_cpu_limit(void)
{
    if (++gate.progress % 4096 == 0)
        gate_wind_clock();
}

static void tell_what_it_did(struct wire_event *event, long result, int error)
{
    bool asked = event->kind == EVENT_ABOUT || event->kind == EVENT_WAITS;
    if (!asked && transfers(event->call) && result > 0) {
        gate.unasked++;
        gate.unasked_in += gate_sends(event->call) ? 0 : result;
        return;
    }
    event->kind = EVENT_DID;
    event->result = result;
    event->error = error;
    take_unasked(event);
    gate_send(event, -1);
}

long gate_did(struct wire_event *event, long result)
{
    int error = errno;
    if (!gate_is_open())
        return result;
    take_turn();
    if (result > 0)
        renew_cpu_limit();
    if (gate.open)
        tell_what_it_did(event, result, error);
    end_turn();
    errno = error;
    return result;
}
