/* closing.c - what lessons 4 and 10 have in common: what is expected of closing a connection. */
#include "checks/closing.h"

#include <netinet/tcp.h>
#include <string.h>
#include <unistd.h>

enum { UNREAD = 1700, MUCH = 20000 /* more than the buffer of most who drain */ };

/* --- expectations ----------------------------------------------------------------------------- */

static bool works_still(int fd)
{
    int copy = show(fd), state = kernel_tcp_state(copy);
    close(copy);
    return state == TCP_ESTABLISHED || state == TCP_LISTEN;
}

static void released(int fd)
{
    if (kernel_fd_find(&seen()->after, fd) != NULL)
        seen()->fact = works_still(fd) ? FACT_STILL_WORKS : FACT_STILL_OPEN;
    step_released(fd);
}

/* A close() of FD that found nothing there: it was closed before. */
static bool closed_in_vain(int fd)
{
    const struct call_record *call;
    for (size_t n = 0; (call = observed_call(seen(), WAY_CLOSE, n)) != NULL; n++)
        if (call->fd == fd && call->did && call->result == -1 && call->error == EBADF)
            return true;
    return false;
}

void closing_released_once(int fd)
{
    bool reused = number_reused();
    if (!reused)
        released(fd);
    bool lost = reused && kernel_fd_find(&seen()->after, fd) == NULL;
    bool twice = lost || closed_in_vain(fd);
    seen()->fact = twice ? FACT_CLOSED_TWICE : FACT_NONE;
    expect(!twice, SYMPTOM_DESCRIPTOR,
           "the descriptor is closed once, and its number then left alone",
           "number %d is closed a second time%s", fd,
           lost ? ", and what was opened there meanwhile is gone" : "");
}

/* 0, or -1 with ERROR: both are right where a call has failed that a step can do nothing about. */
static void returned_zero_or(int error)
{
    struct observation *now = seen();
    now->expected_result = 0;
    now->expected_error = error;
    expect(now->result == 0 || now->result == -1, SYMPTOM_RESULT,
           "returns 0, or -1 with the errno of the call that failed", "returned %ld", now->result);
    expect(now->result == 0 || now->error == error, SYMPTOM_ERRNO,
           "returns 0, or -1 with the errno of the call that failed", "%s", say_result(now));
}

/* FACT, if the connection goes on; what it is if the end has gone out; a socket that is closed was
   reset. */
static enum fact fact_by_state(enum fact fact)
{
    switch (kernel_tcp_state(our_copy())) {
    case TCP_FIN_WAIT1:
    case TCP_FIN_WAIT2:
    case TCP_CLOSING:
    case TCP_TIME_WAIT:
    case TCP_LAST_ACK:
        return fact == FACT_UNREAD ? FACT_UNREAD_BEHIND_END : fact;
    case TCP_CLOSE:
        return FACT_NONE;
    default:
        return fact;
    }
}

/* What the step has made of the socket, before the judge's copy goes too. A close that lingers is
   not the judge's to wait for. */
static void note_ending(enum fact fact)
{
    const struct linger at_once = {0};
    struct linger linger = {0};
    seen()->fact = fact_by_state(fact);
    getsockopt(our_copy(), SOL_SOCKET, SO_LINGER, &linger, &(socklen_t){sizeof linger});
    if (linger.l_onoff != 0 && linger.l_linger == 0)
        seen()->fact = FACT_LINGER_ZERO;
    else if (linger.l_onoff != 0)
        setsockopt(our_copy(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

/* The connection comes to its end, and the peer has all that was sent. */
static void ended_well(int sock, enum fact fact)
{
    released(sock);
    note_ending(fact);
    connection_ends();
    peer_was_not_reset();
    closing_all_received();
}

/* --- core ------------------------------------------------------------------------------------- */

void closing_releases(enum wire_step step)
{
    int sock = closing_connection();
    call_close(step, sock);
    released(sock);
}

void closing_ends(enum wire_step step)
{
    int sock = closing_connection();
    call_close(step, sock);
    ended_well(sock, FACT_NONE);
    sock = closing_read_late(0);
    call_close(step, sock);
    ended_well(sock, FACT_NONE);
}

void closing_releases_zero(enum wire_step step)
{
    int sock = closing_connection();
    give_at(our_copy(), 0);
    take_away(sock);
    call_close(step, 0);
    step_returned(0);
    expect(kernel_fd_find(&seen()->after, 0) == NULL, SYMPTOM_DESCRIPTOR,
           "descriptor 0 is released", "descriptor 0 is still open when the step returns");
}

/* A second time, too, at the same number, however much there was to read away. */
void closing_returns_zero(enum wire_step step)
{
    int neighbours = closing_some();
    int sock = closing_beside(neighbours);
    call_close(step, sock);
    step_returned(0);
    sock = closing_with_input(neighbours, MUCH);
    call_close(step, sock);
    released(sock);
    step_returned(0);
}

static void closes_once(enum wire_step step, int sock)
{
    reuse_number(sock);
    call_close(step, sock);
    closing_released_once(sock);
}

void closing_releases_once(enum wire_step step) { closes_once(step, closing_connection()); }

void closing_releases_after_reset(enum wire_step step)
{
    closes_once(step, closing_reset());
    closes_once(step, closing_reset_late());
}

void closing_succeeds_after_reset(enum wire_step step)
{
    call_close(step, closing_reset());
    step_returned(0);
    call_close(step, closing_reset_late());
    step_returned(0);
}

void closing_refuses_no_descriptor(enum wire_step step)
{
    closing_neighbours(closing_some());
    call_close(step, any_number(30, 90));
    seen()->fact = FACT_NO_DESCRIPTOR;
    step_failed_with(EBADF);
    seen()->fact = FACT_NONE;
    call_close(step, -1);
    step_failed_with(EBADF);
}

/* --- single faults ---------------------------------------------------------------------------- */

enum { MOST_CALLS = 16 };
static const struct {
    enum wire_way way;
    enum wire_op op;
    int error;
} faults[] = {
    {WAY_SHUTDOWN, ANSWER_FAIL, ENOTCONN},
    {WAY_RECV, ANSWER_FAIL, ECONNRESET},
    {WAY_RECV, ANSWER_FAIL, ETIMEDOUT},
    {WAY_CLOSE, ANSWER_AFTER, EIO}, /* Linux releases the descriptor all the same: close(2) */
};

/* A run as it is: how many calls it makes, and which. */
static size_t rehearse(enum wire_step step, int (*scene)(void), enum wire_way ways[MOST_CALLS])
{
    size_t count = 0;
    call_close(step, scene());
    for (size_t i = seen()->first; i < seen()->count && count < MOST_CALLS; i++)
        ways[count++] = observed_way(&seen()->calls[i]);
    return count;
}

/* False if the fault did not strike: the run was another one. */
static bool with_fault(enum wire_step step, int (*scene)(void), size_t call, enum wire_op op,
                       int error)
{
    int sock = scene();
    reuse_number(sock);
    fault_at(call, op, error);
    call_close(step, sock);
    if (faults_struck() == 0)
        return false;
    closing_released_once(sock);
    return true;
}

void closing_survives_faults(enum wire_step step)
{
    enum wire_way ways[MOST_CALLS];
    size_t count = rehearse(step, closing_with_faults, ways);
    for (size_t i = 0; i < count; i++)
        for (size_t f = 0; f < sizeof faults / sizeof faults[0]; f++)
            if (faults[f].way == ways[i] &&
                with_fault(step, closing_with_faults, i, faults[f].op, faults[f].error))
                returned_zero_or(faults[f].error);
}

/* --- stretch ---------------------------------------------------------------------------------- */

void closing_drains(enum wire_step step)
{
    int sock = closing_with_input(closing_some(), UNREAD);
    call_close(step, sock);
    ended_well(sock, FACT_UNREAD);
    sock = closing_read_late(UNREAD);
    call_close(step, sock);
    ended_well(sock, FACT_UNREAD);
}

/* What a step says of a close() that failed counts where it says so at all: another check is about
   that. */
static bool reports_failure(enum wire_step step)
{
    call_close(step, any_number(30, 90));
    return seen()->result == -1 && seen()->error == EBADF;
}

/* Whichever close() it is that the signal comes in. */
void closing_interrupted(enum wire_step step, int (*scene)(void))
{
    enum wire_way ways[MOST_CALLS];
    size_t count = rehearse(step, scene, ways);
    for (size_t i = 0; i < count; i++) {
        if (ways[i] != WAY_CLOSE || !with_fault(step, scene, i, ANSWER_AFTER, EINTR))
            continue;
        bool well = seen()->result == 0 || (seen()->result == -1 && seen()->error == EINTR);
        if (!well && reports_failure(step) && with_fault(step, scene, i, ANSWER_AFTER, EINTR))
            returned_zero_or(EINTR);
    }
}
