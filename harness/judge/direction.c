/* direction.c - where to look, for a mistake that has no name. */
#include "judge/scene.h"

#include <errno.h>
#include <string.h>

static const char *const directions[] = {
    [SYMPTOM_DIED] =
        "find what ends the process: at the line that is named, or after the last of the "
        "calls.",
    [SYMPTOM_WAITS] = "ask at that call: who would end this wait, and has it happened already?",
    [SYMPTOM_COMPUTES] = "find the loop that never ends: what does its condition ask, and what in "
                         "the loop changes that?",
    [SYMPTOM_SPINS] = "find the loop around that call, and leave it when the call gives nothing.",
    [SYMPTOM_RESULT] = "follow the calls to the return: which value goes back, and where does it "
                       "come from?",
    [SYMPTOM_ERRNO] = "follow errno from the call that failed to the return: what sets it last?",
    [SYMPTOM_SENT] = "compare the bytes with those that your calls sent: where they begin to "
                     "differ, the mistake begins.",
    [SYMPTOM_RECEIVED] = "compare the bytes with those that came: where they begin to differ, the "
                         "mistake begins.",
    [SYMPTOM_ADDRESS] =
        "follow address and port on their way through the step: where do they become "
        "others?",
    [SYMPTOM_SOCKET] = "find the call that brought the socket into this state, or the one that is "
                       "missing.",
    [SYMPTOM_END] = "ask which call ends the connection, and what it leaves unsent or unread.",
    [SYMPTOM_DESCRIPTOR] = "follow the descriptor on each way through the step: who opens it, who "
                           "closes it, who hands it back?",
    [SYMPTOM_BACKLOG] = "compare the number in listen() with the argument of the step.",
};

/* --- a beginning that is right ---------------------------------------------------------------- */

static bool transfers(enum wire_step step)
{
    return step == STEP_CLIENT_SEND || step == STEP_CLIENT_RECV || step == STEP_SERVER_PROCESS;
}

/* The bytes that the calls of WAY have moved, each counted once. */
static size_t moved(const struct observation *seen, enum wire_way way)
{
    const struct call_record *call;
    size_t sum = 0;
    for (size_t n = 0; (call = observed_call(seen, way, n)) != NULL; n++)
        if (call->did && call->result > 0 && (call->args[1] & MSG_PEEK) == 0)
            sum += (size_t)call->result;
    return sum;
}

/* How many bytes there should be, where those that are there are right and the last are missing; 0
   where it is not so. */
static size_t whole(const struct observation *seen)
{
    if (seen->symptom == SYMPTOM_RESULT && transfers(seen->asked.step))
        return seen->result >= 0 && seen->result < seen->expected_result
                   ? (size_t)seen->expected_result
                   : 0;
    bool begins = seen->symptom == SYMPTOM_SENT && seen->seen.size < seen->expected.size &&
                  memcmp(seen->seen.data, seen->expected.data, seen->seen.size) == 0;
    return begins ? seen->expected.size : 0;
}

/* The way whose calls stopped short of SIZE bytes, or WAYS: none did. */
static enum wire_way stopped(const struct observation *seen, size_t size)
{
    if (size == 0)
        return WAYS;
    if (seen->asked.step != STEP_CLIENT_SEND && moved(seen, WAY_RECV) < size)
        return WAY_RECV;
    return seen->asked.step != STEP_CLIENT_RECV && moved(seen, WAY_SEND) < size ? WAY_SEND : WAYS;
}

/* The last call of WAY that moved bytes, or with FAILED the last of all if it did not wait; else
   NULL. */
static const struct call_record *last_of(const struct observation *seen, enum wire_way way,
                                         bool failed)
{
    const struct call_record *call, *found = NULL;
    for (size_t n = 0; (call = observed_call(seen, way, n)) != NULL; n++)
        if (failed)
            found = call->did && call->result == -1 && call->error == EAGAIN &&
                            call->injected != ANSWER_FAIL
                        ? call
                        : NULL;
        else if (call->did && call->result > 0)
            found = call;
    return found;
}

static const char *say_call_at(const struct observation *seen, const struct call_record *call)
{
    int line = site_line(seen, call);
    return line == 0 ? say("%s()", observed_name(call))
                     : say("%s() at %s:%d", observed_name(call), assignment.source, line);
}

static const char *say_stopped(const struct observation *seen, enum wire_way way)
{
    const struct call_record *last = last_of(seen, way, false);
    const char *what = way == WAY_SEND ? "sent" : "received";
    if (last == NULL)
        return say("no call has %s anything: ask why not.", what);
    return say("what is there is right, and after the last %s nothing more was %s: why does it "
               "stop there?",
               say_call_at(seen, last), what);
}

static bool has_time_limit(const struct observation *seen)
{
    const struct call_record *call;
    for (size_t n = 0; (call = observed_call(seen, WAY_SETSOCKOPT, n)) != NULL; n++)
        if (call->args[0] == SOL_SOCKET &&
            (call->args[1] == SO_RCVTIMEO || call->args[1] == SO_SNDTIMEO))
            return true;
    return false;
}

static const char *say_did_not_wait(const struct observation *seen, const struct call_record *call)
{
    const char *why = call->args[1] & MSG_DONTWAIT ? "the flag MSG_DONTWAIT"
                      : has_time_limit(seen)       ? "the time limit of the socket"
                                                   : "O_NONBLOCK, which the socket has,";
    return say("%s did not wait: %s makes it fail with EAGAIN instead. Leave that out.",
               say_call_at(seen, call), why);
}

/* The call that failed, if the step gave up there although nobody had put a fault in; else NULL. */
static const struct call_record *gave_up_at(const struct observation *seen)
{
    const struct call_record *failure = observed_failure(seen);
    bool ended = seen->symptom == SYMPTOM_SOCKET || seen->symptom == SYMPTOM_RESULT;
    if (!ended || !seen->returned || seen->result != -1 || seen->expected_result == -1 ||
        failure == NULL || failure->injected == ANSWER_FAIL || failure->error != seen->error)
        return NULL;
    return failure;
}

static const char *say_gave_up(const struct observation *seen, const struct call_record *failure)
{
    return say("%s failed with %s, and the step gave up there: does this step need that call, and "
               "are its arguments right?",
               say_call_at(seen, failure), strerrorname_np(failure->error));
}

const char *say_direction(const struct observation *seen)
{
    static const enum wire_way ways[] = {WAY_SEND, WAY_RECV};
    bool text = seen->symptom == SYMPTOM_RECEIVED && seen->asked.step == STEP_HOST_ADDRESS;
    bool moves = seen->symptom == SYMPTOM_RESULT || seen->symptom == SYMPTOM_ERRNO ||
                 seen->symptom == SYMPTOM_SENT;
    for (size_t i = 0; moves && i < sizeof ways / sizeof *ways; i++)
        if (transfers(seen->asked.step) && last_of(seen, ways[i], true) != NULL)
            return say_did_not_wait(seen, last_of(seen, ways[i], true));
    if (gave_up_at(seen) != NULL)
        return say_gave_up(seen, gave_up_at(seen));
    enum wire_way way = stopped(seen, whole(seen));
    if (way != WAYS)
        return say_stopped(seen, way);
    return !text ? directions[seen->symptom]
                 : "follow the address into the text: out of which structure, which member and for "
                   "which family is it taken?";
}
