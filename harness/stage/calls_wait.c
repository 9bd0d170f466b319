/* calls_wait.c - waiting for readiness, and sleeping, on the judge's clock instead of the wall's.
 */
#include "stage/calls.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/select.h>
#include <time.h>
#include <unistd.h>

enum { FOREVER = -1 };

/* Says that nothing is ready. True: look again, and wait for it, *LIMIT or, if that is NULL, for
   ever; false: RESULT ends the call. */
static bool look_again(struct wire_event *event, long timeout, bool input, bool output, int *result,
                       const struct timespec **limit)
{
    static __thread struct timespec time;
    event->timed = timeout != FOREVER;
    event->args[1] = timeout;
    struct gate_answer answer = gate_waits(event, input, output);
    time = (struct timespec){timeout / 1000, timeout % 1000 * 1000000};
    *limit = event->timed && answer.value == 1 ? &time : NULL;
    if (answer.op == ANSWER_GO)
        return true;
    *result = 0;
    if (answer.op != ANSWER_TIMEOUT) {
        errno = (int)answer.value;
        *result = -1;
    }
    return false;
}

static bool begin(struct wire_event *event, int *result)
{
    struct gate_answer answer = gate_about(event);
    if (answer.op != ANSWER_FAIL)
        return true;
    errno = (int)answer.value;
    *result = -1;
    return false;
}

/* Whether one of them has yet to connect, also after this wait for it: then it is not ready. To the
   kernel it is a socket that nobody connects, and that one would be. */
static bool one_connects_late(const struct pollfd *fds, nfds_t count, long timeout)
{
    for (nfds_t i = 0; i < count; i++)
        if (calls_connects_late(fds[i].fd))
            return !calls_await_late_connect(timeout);
    return false;
}

static int gated_poll(struct pollfd *fds, nfds_t count, long timeout, const sigset_t *mask,
                      const void *site)
{
    struct timespec now = {0};
    struct wire_event event = gate_event(CALL_POLL, count > 0 ? fds[0].fd : -1, site);
    int result;
    event.args[0] = (long)count;
    event.args[1] = timeout;
    if (!begin(&event, &result))
        return (int)gate_did(&event, result);
    result = one_connects_late(fds, count, timeout) ? 0 : ppoll(fds, count, &now, mask);
    bool input = false, output = false;
    for (nfds_t i = 0; i < count; i++) {
        input |= (fds[i].events & (POLLIN | POLLRDHUP)) != 0 || fds[i].events == 0;
        output |= (fds[i].events & POLLOUT) != 0;
        event.listener |= calls_listener(fds[i].fd);
        fds[i].revents = result == 0 ? 0 : fds[i].revents;
    }
    const struct timespec *limit;
    if (result == 0 && timeout != 0 && look_again(&event, timeout, input, output, &result, &limit))
        result = ppoll(fds, count, limit, mask);
    return (int)gate_did(&event, result);
}

static bool all_gated(const struct pollfd *fds, nfds_t count)
{
    for (nfds_t i = 0; i < count; i++)
        if (fds[i].fd >= 0 && !calls_gated(fds[i].fd))
            return false;
    return gate_is_open();
}

int __wrap_poll(struct pollfd *fds, nfds_t count, int timeout)
{
    if (!all_gated(fds, count)) {
        one_connects_late(fds, count, timeout);
        return poll(fds, count, timeout);
    }
    return gated_poll(fds, count, timeout < 0 ? FOREVER : timeout, NULL, CALLS_SITE);
}

int __wrap___poll_chk(struct pollfd *fds, nfds_t count, int timeout, size_t room)
{
    calls_check_room(count * sizeof *fds, room);
    return __wrap_poll(fds, count, timeout);
}

static long milliseconds(const struct timespec *time)
{
    return time == NULL ? FOREVER : time->tv_sec * 1000 + (time->tv_nsec + 999999) / 1000000;
}

int __wrap_ppoll(struct pollfd *fds, nfds_t count, const struct timespec *timeout,
                 const sigset_t *mask)
{
    if (!all_gated(fds, count)) {
        one_connects_late(fds, count, milliseconds(timeout));
        return ppoll(fds, count, timeout, mask);
    }
    return gated_poll(fds, count, milliseconds(timeout), mask, CALLS_SITE);
}

int __wrap___ppoll_chk(struct pollfd *fds, nfds_t count, const struct timespec *timeout,
                       const sigset_t *mask, size_t room)
{
    calls_check_room(count * sizeof *fds, room);
    return __wrap_ppoll(fds, count, timeout, mask);
}

struct sets {
    fd_set in, out, except;
};

static void copy_sets(struct sets *to, const fd_set *in, const fd_set *out, const fd_set *except)
{
    memset(to, 0, sizeof *to);
    if (in != NULL)
        to->in = *in;
    if (out != NULL)
        to->out = *out;
    if (except != NULL)
        to->except = *except;
}

/* The same as one_connects_late(). */
static bool one_in_sets_connects_late(const struct sets *asked, int top, long timeout)
{
    for (int fd = 0; fd < top && fd < FD_SETSIZE; fd++)
        if (calls_connects_late(fd) && (FD_ISSET(fd, &asked->in) || FD_ISSET(fd, &asked->out)))
            return !calls_await_late_connect(timeout);
    return false;
}

/* Puts SETS, those that were given, where the step finds them. */
static void put_sets(const struct sets *sets, fd_set *in, fd_set *out, fd_set *except)
{
    if (in != NULL)
        *in = sets->in;
    if (out != NULL)
        *out = sets->out;
    if (except != NULL)
        *except = sets->except;
}

static int gated_select(int top, fd_set *in, fd_set *out, fd_set *except, long timeout,
                        const sigset_t *mask, const void *site)
{
    struct timespec now = {0};
    struct sets asked, none = {0};
    struct wire_event event = gate_event(CALL_SELECT, top - 1, site);
    int result;
    copy_sets(&asked, in, out, except);
    event.args[0] = top;
    event.args[1] = timeout;
    if (!begin(&event, &result))
        return (int)gate_did(&event, result);
    if (one_in_sets_connects_late(&asked, top, timeout)) {
        put_sets(&none, in, out, except);
        result = 0;
    } else {
        result = pselect(top, in, out, except, &now, mask);
    }
    for (int fd = 0; in != NULL && fd < top && fd < FD_SETSIZE; fd++)
        event.listener |= FD_ISSET(fd, &asked.in) && calls_listener(fd);
    const struct timespec *limit;
    if (result == 0 && timeout != 0 &&
        look_again(&event, timeout, in != NULL, out != NULL, &result, &limit)) {
        put_sets(&asked, in, out, except);
        result = pselect(top, in, out, except, limit, mask);
    }
    return (int)gate_did(&event, result);
}

int __wrap_select(int top, fd_set *in, fd_set *out, fd_set *except, struct timeval *timeout)
{
    if (!gate_is_open())
        return select(top, in, out, except, timeout);
    long wait = timeout == NULL ? FOREVER : timeout->tv_sec * 1000 + timeout->tv_usec / 1000;
    return gated_select(top, in, out, except, wait, NULL, CALLS_SITE);
}

int __wrap_pselect(int top, fd_set *in, fd_set *out, fd_set *except, const struct timespec *timeout,
                   const sigset_t *mask)
{
    if (!gate_is_open())
        return pselect(top, in, out, except, timeout, mask);
    return gated_select(top, in, out, except, milliseconds(timeout), mask, CALLS_SITE);
}

int __wrap_epoll_pwait(int fd, struct epoll_event *events, int count, int timeout,
                       const sigset_t *mask)
{
    if (!gate_is_open())
        return epoll_pwait(fd, events, count, timeout, mask);
    struct wire_event event = gate_event(CALL_EPOLL_WAIT, fd, CALLS_SITE);
    int result;
    event.args[0] = count;
    event.args[1] = timeout;
    if (!begin(&event, &result))
        return (int)gate_did(&event, result);
    bool ready = calls_await_late_connect(timeout);
    result = ready ? epoll_pwait(fd, events, count, 0, mask) : 0;
    const struct timespec *limit;
    if (result == 0 && timeout != 0 &&
        look_again(&event, timeout < 0 ? FOREVER : timeout, true, true, &result, &limit))
        result = epoll_pwait(fd, events, count, limit == NULL ? -1 : timeout, mask);
    return (int)gate_did(&event, result);
}

int __wrap_epoll_wait(int fd, struct epoll_event *events, int count, int timeout)
{
    return __wrap_epoll_pwait(fd, events, count, timeout, NULL);
}

/* A sleep takes no time here: the judge hears of it, and the step finds its time gone by. */
static int sleeps(long time, const void *site)
{
    struct wire_event event = gate_event(CALL_SLEEP, -1, site);
    int result = 0;
    event.args[0] = time;
    begin(&event, &result);
    return (int)gate_did(&event, result);
}

unsigned __wrap_sleep(unsigned seconds)
{
    if (!gate_is_open())
        return sleep(seconds);
    return sleeps((long)seconds * 1000, CALLS_SITE) == 0 ? 0 : seconds;
}

int __wrap_usleep(useconds_t time)
{
    return gate_is_open() ? sleeps((long)time / 1000, CALLS_SITE) : usleep(time);
}

int __wrap_nanosleep(const struct timespec *time, struct timespec *left)
{
    if (!gate_is_open())
        return nanosleep(time, left);
    return sleeps(milliseconds(time), CALLS_SITE);
}

int __wrap_clock_nanosleep(clockid_t clock, int flags, const struct timespec *time,
                           struct timespec *left)
{
    if (!gate_is_open())
        return clock_nanosleep(clock, flags, time, left);
    return sleeps(milliseconds(time), CALLS_SITE) == 0 ? 0 : errno;
}

CALLS_SAME(__wrap_poll, __wrap___poll);
CALLS_SAME(__wrap_select, __wrap___select);
CALLS_SAME(__wrap_nanosleep, __wrap___nanosleep);
