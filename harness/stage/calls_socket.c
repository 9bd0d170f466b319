/* calls_socket.c - the calls that make, name, join and end sockets. */
#include "stage/calls.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <linux/futex.h>
#include <poll.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

static void note_address(struct wire_event *event, const struct sockaddr *address, socklen_t length)
{
    event->length = length;
    if (address != NULL && length <= sizeof event->address)
        memcpy(&event->address, address, length);
}

/* Asks the judge about EVENT; true if the call is to be made, else errno is set. */
static bool go(struct wire_event *event, struct gate_answer *answer)
{
    *answer = gate_about(event);
    if (answer->op != ANSWER_FAIL)
        return true;
    errno = (int)answer->value;
    return false;
}

/* Says how the call ended; an interruption that came after it replaces its result. */
static int ended(struct wire_event *event, const struct gate_answer *answer, int result)
{
    if (answer->op == ANSWER_AFTER) {
        errno = (int)answer->value;
        result = -1;
    }
    return (int)gate_did(event, result);
}

int __wrap_socket(int family, int type, int protocol)
{
    struct wire_event event = gate_event(CALL_SOCKET, -1, CALLS_SITE);
    struct gate_answer answer;
    event.args[0] = family;
    event.args[1] = type;
    event.args[2] = protocol;
    return ended(&event, &answer, go(&event, &answer) ? socket(family, type, protocol) : -1);
}

/* An interrupted connect() goes on in the background: connect(2), EINTR. Here it begins when the
   step waits for it, so that a step which does not wait has not connected. Looking often enough is
   waiting too; a wait shorter than a way to a server and back takes is no more than a look. */
enum { ROUND_TRIP = 100 /* milliseconds */, LOOKS = 4 };
static struct {
    bool pending;
    int looks;
    int fd;
    struct sockaddr_storage address;
    socklen_t length;
} late;

static void begin_late_connect(void)
{
    if (!late.pending)
        return;
    int flags = fcntl(late.fd, F_GETFL), error = errno;
    late.pending = false;
    fcntl(late.fd, F_SETFL, flags | O_NONBLOCK);
    connect(late.fd, (struct sockaddr *)&late.address, late.length);
    fcntl(late.fd, F_SETFL, flags);
    errno = error;
}

static void look_at_late_connect(void)
{
    if (++late.looks > LOOKS)
        begin_late_connect();
}

bool calls_connects_late(int fd) { return late.pending && fd == late.fd; }

bool calls_await_late_connect(long timeout)
{
    if (timeout < 0 || timeout >= ROUND_TRIP)
        begin_late_connect();
    else
        look_at_late_connect();
    return !late.pending;
}

void calls_go_on_with_late_connect(enum wire_call call)
{
    switch (call) {
    case CALL_POLL:
    case CALL_SELECT:
    case CALL_EPOLL_WAIT:
        return; /* how long it waits, and for what, calls_wait.c knows */
    case CALL_GETSOCKOPT:
    case CALL_GETSOCKNAME:
    case CALL_GETPEERNAME:
    case CALL_SETSOCKOPT:
        look_at_late_connect();
        return;
    default:
        begin_late_connect();
    }
}

void calls_forget_late_connect(void) { late.pending = false; }

static int connect_later(int fd, const struct sockaddr *address, socklen_t length)
{
    if (length > sizeof late.address)
        return connect(fd, address, length);
    late.pending = true;
    late.looks = 0;
    late.fd = fd;
    late.length = length;
    memcpy(&late.address, address, length);
    return -1;
}

int __wrap_connect(int fd, const struct sockaddr *address, socklen_t length)
{
    struct wire_event event = gate_event(CALL_CONNECT, fd, CALLS_SITE);
    struct gate_answer answer;
    int result = -1;
    note_address(&event, address, length);
    if (go(&event, &answer))
        result = answer.op == ANSWER_AFTER ? connect_later(fd, address, length)
                                           : connect(fd, address, length);
    return ended(&event, &answer, result);
}

int __wrap_bind(int fd, const struct sockaddr *address, socklen_t length)
{
    struct wire_event event = gate_event(CALL_BIND, fd, CALLS_SITE);
    struct gate_answer answer;
    note_address(&event, address, length);
    return ended(&event, &answer, go(&event, &answer) ? bind(fd, address, length) : -1);
}

int __wrap_listen(int fd, int backlog)
{
    struct wire_event event = gate_event(CALL_LISTEN, fd, CALLS_SITE);
    struct gate_answer answer;
    event.args[0] = backlog;
    return ended(&event, &answer, go(&event, &answer) ? listen(fd, backlog) : -1);
}

/* Waits for a client as accept() does: false if the judge ended the wait, errno says how. */
static bool client_comes(struct wire_event *event, int fd)
{
    struct pollfd ready = {.fd = fd, .events = POLLIN};
    if (!event->listener || !calls_blocking(fd) || poll(&ready, 1, 0) != 0)
        return true;
    event->timed = calls_timed(fd, false);
    struct gate_answer answer = gate_waits(event, true, false);
    if (answer.op != ANSWER_GO) {
        errno = answer.op == ANSWER_TIMEOUT ? EAGAIN : (int)answer.value;
        return false;
    }
    return true;
}

static int accepts(enum wire_call call, int fd, struct sockaddr *address, socklen_t *length,
                   int flags, const void *site)
{
    struct wire_event event = gate_event(call, fd, site);
    struct gate_answer answer;
    int result = -1;
    event.args[0] = address != NULL;
    event.args[1] = length == NULL ? -1 : (long)(int)*length;
    event.args[2] = flags;
    event.listener = calls_listener(fd);
    if (go(&event, &answer) && client_comes(&event, fd))
        result = accept4(fd, address, length, flags);
    return ended(&event, &answer, result);
}

int __wrap_accept(int fd, struct sockaddr *address, socklen_t *length)
{
    return accepts(CALL_ACCEPT, fd, address, length, 0, CALLS_SITE);
}

int __wrap_accept4(int fd, struct sockaddr *address, socklen_t *length, int flags)
{
    return accepts(CALL_ACCEPT4, fd, address, length, flags, CALLS_SITE);
}

int __wrap_shutdown(int fd, int how)
{
    struct wire_event event = gate_event(CALL_SHUTDOWN, fd, CALLS_SITE);
    struct gate_answer answer;
    event.args[0] = how;
    return ended(&event, &answer, go(&event, &answer) ? shutdown(fd, how) : -1);
}

static bool reserved(int fd) { return fd >= GATE_RESERVED && fd < GATE_RESERVED + 8; }

/* A number that is taken again as soon as it is free, as happens in every program with threads. */
static struct {
    int fd;
    bool taken;
} reuse = {.fd = -1};

bool calls_reuse(int fd)
{
    bool taken = reuse.taken;
    reuse.fd = fd;
    reuse.taken = false;
    return taken;
}

static int close_and_reuse(int fd)
{
    int result = close(fd);
    if (result == 0 && fd == reuse.fd && !reuse.taken) {
        int other = eventfd(0, EFD_CLOEXEC);
        reuse.taken = other == fd || (other != -1 && dup3(other, fd, O_CLOEXEC) == fd);
        if (other != -1 && other != fd)
            close(other);
    }
    return result;
}

int __wrap_close(int fd)
{
    struct wire_event event = gate_event(CALL_CLOSE, fd, CALLS_SITE);
    struct gate_answer answer;
    if (reserved(fd)) { /* for the student nothing is open there */
        errno = EBADF;
        return -1;
    }
    return ended(&event, &answer, go(&event, &answer) ? close_and_reuse(fd) : -1);
}

int __wrap_close_range(unsigned first, unsigned last, int flags)
{
    int result = 0;
    if (flags & CLOSE_RANGE_CLOEXEC)
        return close_range(first, last, flags);
    for (unsigned fd = first; fd <= last && fd < GATE_RESERVED; fd++)
        if (fcntl((int)fd, F_GETFD) != -1)
            __wrap_close((int)fd);
    if (last >= GATE_RESERVED + 8)
        result = close_range(first > GATE_RESERVED + 8 ? first : GATE_RESERVED + 8, last, flags);
    return result;
}

void __wrap_closefrom(int first) { __wrap_close_range((unsigned)(first < 0 ? 0 : first), ~0U, 0); }

int __wrap_dup2(int from, int to)
{
    if (reserved(to)) {
        errno = EBADF;
        return -1;
    }
    return dup2(from, to);
}

int __wrap_dup3(int from, int to, int flags)
{
    if (reserved(to)) {
        errno = EBADF;
        return -1;
    }
    return dup3(from, to, flags);
}

/* Whether there is memory at ADDRESS: futex(2) looks at it, and does not wait. No descriptor is
   needed for that, and no right that a sandbox would take away. */
static bool is_memory(uintptr_t address)
{
    const struct timespec no_time = {0, 0};
    uintptr_t word = address & ~(uintptr_t)3;
    long result = syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, 0, &no_time, NULL, 0);
    return !(result == -1 && errno == EFAULT);
}

/* The number at ADDRESS; 0 if there is none: a bad address is for the kernel to refuse (EFAULT). */
static int int_at(const void *address)
{
    int number = 0, error = errno;
    uintptr_t first = (uintptr_t)address;
    if (is_memory(first) && is_memory(first + sizeof number - 1))
        for (size_t i = 0; i < sizeof number; i++)
            ((volatile char *)&number)[i] = ((const volatile char *)address)[i];
    errno = error;
    return number;
}

int __wrap_setsockopt(int fd, int level, int name, const void *value, socklen_t length)
{
    struct wire_event event = gate_event(CALL_SETSOCKOPT, fd, CALLS_SITE);
    struct gate_answer answer;
    event.args[0] = level;
    event.args[1] = name;
    event.args[2] = length;
    if (value != NULL && length >= sizeof(int))
        event.args[3] = int_at(value);
    int result = go(&event, &answer) ? setsockopt(fd, level, name, value, length) : -1;
    return ended(&event, &answer, result);
}

int __wrap_getsockopt(int fd, int level, int name, void *value, socklen_t *length)
{
    struct wire_event event = gate_event(CALL_GETSOCKOPT, fd, CALLS_SITE);
    struct gate_answer answer;
    event.args[0] = level;
    event.args[1] = name;
    int result = go(&event, &answer) ? getsockopt(fd, level, name, value, length) : -1;
    if (result == 0 && length != NULL && *length >= sizeof(int))
        memcpy(&event.args[3], value, sizeof(int));
    return ended(&event, &answer, result);
}

static int asks(enum wire_call call, int fd, struct sockaddr *address, socklen_t *length,
                const void *site)
{
    struct wire_event event = gate_event(call, fd, site);
    struct gate_answer answer;
    int result = -1;
    event.args[0] = length == NULL ? -1 : (long)(int)*length;
    if (go(&event, &answer))
        result = call == CALL_GETSOCKNAME ? getsockname(fd, address, length)
                                          : getpeername(fd, address, length);
    return ended(&event, &answer, result);
}

int __wrap_getsockname(int fd, struct sockaddr *address, socklen_t *length)
{
    return asks(CALL_GETSOCKNAME, fd, address, length, CALLS_SITE);
}

int __wrap_getpeername(int fd, struct sockaddr *address, socklen_t *length)
{
    return asks(CALL_GETPEERNAME, fd, address, length, CALLS_SITE);
}

CALLS_SAME(__wrap_socket, __wrap___socket);
CALLS_SAME(__wrap_connect, __wrap___connect);
CALLS_SAME(__wrap_close, __wrap___close);
