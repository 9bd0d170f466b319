/* closing.c - mistakes in closing: lessons 4 and 10. */
#include "mistakes/mistakes.h"

#include <errno.h>
#include <stddef.h>
#include <sys/socket.h>

static bool closes(const struct observation *seen)
{
    return seen->asked.step == STEP_CLIENT_CLOSE || seen->asked.step == STEP_SERVER_CLOSE;
}

static bool is_still_open(const struct observation *seen)
{
    return closes(seen) && seen->symptom == SYMPTOM_DESCRIPTOR &&
           (seen->fact == FACT_STILL_OPEN || seen->fact == FACT_STILL_WORKS);
}

/* Another number was closed, and none that the step had opened itself. */
static bool close_wrong_descriptor(const struct observation *seen)
{
    const struct call_record *call;
    for (size_t n = 0; is_still_open(seen) && (call = observed_call(seen, WAY_CLOSE, n)) != NULL;
         n++)
        if (call->fd != seen->asked.fd && call->did &&
            (kernel_fd_find(&seen->before, call->fd) != NULL ||
             (call->result == -1 && call->error == EBADF)))
            return true;
    return false;
}

/* A call failed, and the step returned early: not when it said 0, and all that failed was a second
   shutdown(), as it does on a connection that has ended. */
static bool gave_up(const struct observation *seen)
{
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *call = &seen->calls[i];
        bool matters = observed_way(call) != WAY_SHUTDOWN || call->error != ENOTCONN;
        if (call->did && call->result == -1 && call->error != EINTR &&
            (matters || seen->result != 0))
            return true;
    }
    return false;
}

static bool shutdown_is_not_close(const struct observation *seen)
{
    const struct call_record *call = observed_call(seen, WAY_SHUTDOWN, 0);
    return is_still_open(seen) && seen->fact != FACT_STILL_WORKS &&
           observed_calls(seen, WAY_CLOSE) == 0 && call != NULL && call->did && call->result == 0 &&
           !gave_up(seen);
}

/* A close() was done, and the step was told that it failed with ERROR (0: with any). */
static bool close_was_spoiled(const struct observation *seen, int error)
{
    const struct call_record *call;
    for (size_t n = 0; (call = observed_call(seen, WAY_CLOSE, n)) != NULL; n++)
        if (call->injected == ANSWER_AFTER && (error == 0 || call->error == error))
            return true;
    return false;
}

static bool closed_twice(const struct observation *seen)
{
    return closes(seen) && seen->symptom == SYMPTOM_DESCRIPTOR && seen->fact == FACT_CLOSED_TWICE;
}

static bool close_retried(const struct observation *seen)
{
    return closed_twice(seen) && close_was_spoiled(seen, EINTR);
}

/* What came back is the failure of a second close(), after one that went well. */
static bool reports_second_close(const struct observation *seen)
{
    size_t calls = observed_calls(seen, WAY_CLOSE);
    if (!closes(seen) || seen->symptom != SYMPTOM_RESULT || seen->result != -1 ||
        seen->error != EBADF || calls < 2)
        return false;
    const struct call_record *last = observed_call(seen, WAY_CLOSE, calls - 1);
    const struct call_record *before = observed_call(seen, WAY_CLOSE, calls - 2);
    return last->fd == seen->asked.fd && before->fd == last->fd && before->result == 0 &&
           last->result == -1 && last->error == EBADF && last->injected != ANSWER_FAIL;
}

static bool close_twice(const struct observation *seen)
{
    if (reports_second_close(seen))
        return true;
    return closed_twice(seen) && !close_was_spoiled(seen, 0);
}

static bool was_reset(const struct observation *seen)
{
    return closes(seen) && seen->symptom == SYMPTOM_END && seen->peer_reset;
}

static bool linger_zero(const struct observation *seen)
{
    return was_reset(seen) && seen->fact == FACT_LINGER_ZERO;
}

static bool shutdown_without_drain(const struct observation *seen)
{
    return was_reset(seen) && seen->fact == FACT_UNREAD_BEHIND_END;
}

static bool close_unread_input(const struct observation *seen)
{
    return was_reset(seen) && seen->fact == FACT_UNREAD;
}

const struct mistake mistakes_of_closing[] = {
    {"close-wrong-descriptor", false, "another descriptor is closed", close_wrong_descriptor},
    {"shutdown-is-not-close", false, "shutdown() is taken for close()", shutdown_is_not_close},
    {"close-missing", false, "the descriptor stays open", is_still_open},
    {"close-retried", true, "close() is repeated after a signal", close_retried},
    {"close-twice", false, "the descriptor is closed twice", close_twice},
    {"linger-zero", false, "SO_LINGER with no time turns the end into a reset", linger_zero},
    {"shutdown-without-drain", true, "half-closed, and closed before the other side has ended",
     shutdown_without_drain},
    {"close-unread-input", true, "closed over unread input: a reset instead of the end",
     close_unread_input},
    {NULL, false, NULL, NULL},
};
