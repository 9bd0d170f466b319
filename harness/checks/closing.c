/* closing.c - what lessons 4 and 10 have in common: closing a connection. */
#include "checks/closing.h"

#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { SENT = 3000, UNREAD = 1700, MORE = 900 };

/* --- scenes ----------------------------------------------------------------------------------- */

void closing_neighbours(int count)
{
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    while (count-- > 0)
        give(null);
    close(null);
}

static const unsigned char *sent;

/* The judge's copy lives on over the call, so that nothing depends on who is faster, and shows what
   becomes of the socket; connection_ends() releases it. */
static int connection(void)
{
    new_scene();
    closing_neighbours(any_number(1, 5));
    int sock = connected(AF_INET);
    closing_neighbours(2);
    sent = any_bytes(SENT);
    if (send(our_copy(), sent, SENT, MSG_NOSIGNAL) != SENT)
        skip("the kernel does not take 3000 bytes");
    return sock;
}

int closing_connection(void)
{
    int sock = connection();
    when_its_end_came();
    peer_ends();
    return sock;
}

static void until_it_is_closed(void *context)
{
    (void)context;
    while (kernel_tcp_state(our_copy()) != TCP_CLOSE)
        ;
}

static int reset_connection(void)
{
    int sock = connection();
    peer_resets();
    happens(until_it_is_closed, NULL, NULL);
    return sock;
}

static void until_it_is_there(void *context)
{
    int waiting = 0;
    (void)context;
    while (waiting < UNREAD && ioctl(our_copy(), FIONREAD, &waiting) == 0)
        ;
}

/* The peer has sent what nobody has read, and sends more when it sees the end: it still answers. */
static int connection_with_input(void)
{
    int sock = connection();
    peer_sends(any_word(UNREAD));
    happens(until_it_is_there, NULL, NULL);
    when_its_end_came();
    peer_sends(any_word(MORE));
    when_its_end_came();
    peer_ends();
    return sock;
}

/* Where a fault may keep the end from going out, the peer does not wait for it. */
static int connection_with_faults(void)
{
    int sock = connection();
    when_blocked_in(WAY_RECV);
    peer_ends();
    return sock;
}

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

static void note_linger(void)
{
    struct linger linger = {0};
    socklen_t length = sizeof linger;
    if (getsockopt(our_copy(), SOL_SOCKET, SO_LINGER, &linger, &length) == 0 &&
        linger.l_onoff != 0 && linger.l_linger == 0)
        seen()->fact = FACT_LINGER_ZERO;
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
    call_close(step, closing_connection());
    note_linger();
    connection_ends();
    peer_was_not_reset();
    peer_received(sent, SENT);
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

void closing_returns_zero(enum wire_step step)
{
    call_close(step, closing_connection());
    step_returned(0);
}

void closing_releases_once(enum wire_step step)
{
    int sock = closing_connection();
    reuse_number(sock);
    call_close(step, sock);
    closing_released_once(sock);
}

void closing_releases_after_reset(enum wire_step step)
{
    int sock = reset_connection();
    reuse_number(sock);
    call_close(step, sock);
    closing_released_once(sock);
}

void closing_succeeds_after_reset(enum wire_step step)
{
    call_close(step, reset_connection());
    step_returned(0);
}

void closing_refuses_no_descriptor(enum wire_step step)
{
    closing_neighbours(any_number(1, 5));
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

static void with_fault(enum wire_step step, int (*scene)(void), size_t call, enum wire_op op,
                       int error)
{
    int sock = scene();
    reuse_number(sock);
    fault_at(call, op, error);
    call_close(step, sock);
    if (faults_struck() == 0)
        return;
    closing_released_once(sock);
    returned_zero_or(error);
}

void closing_survives_faults(enum wire_step step)
{
    enum wire_way ways[MOST_CALLS];
    size_t count = rehearse(step, connection_with_faults, ways);
    for (size_t i = 0; i < count; i++)
        for (size_t f = 0; f < sizeof faults / sizeof faults[0]; f++)
            if (faults[f].way == ways[i])
                with_fault(step, connection_with_faults, i, faults[f].op, faults[f].error);
}

/* --- stretch ---------------------------------------------------------------------------------- */

void closing_drains(enum wire_step step)
{
    call_close(step, connection_with_input());
    seen()->fact = FACT_UNREAD;
    note_linger();
    connection_ends();
    peer_was_not_reset();
}

/* Whichever close() it is that the signal comes in. */
void closing_interrupted(enum wire_step step, int (*scene)(void))
{
    enum wire_way ways[MOST_CALLS];
    size_t count = rehearse(step, scene, ways);
    for (size_t i = 0; i < count; i++)
        if (ways[i] == WAY_CLOSE)
            with_fault(step, scene, i, ANSWER_AFTER, EINTR);
}
