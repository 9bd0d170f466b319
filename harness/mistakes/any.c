/* any.c - mistakes that occur in any lesson. */
#include "mistakes/evidence.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

static bool reported(const struct observation *seen, const char *words)
{
    return seen->report != NULL && strstr(seen->report, words) != NULL;
}

/* A signal that AddressSanitizer reports (SEGV, BUS, FPE, ILL), or a stack that is used up. */
static bool reported_signal(const struct observation *seen)
{
    return reported(seen, " on unknown address") || reported(seen, "stack-overflow on");
}

static bool memory_error(const struct observation *seen)
{
    return seen->symptom == SYMPTOM_DIED && !reported_signal(seen) &&
           (reported(seen, "ERROR: AddressSanitizer") || reported(seen, "tensteps: overflow") ||
            reported(seen, "out of bounds for type"));
}

static bool crash(const struct observation *seen)
{
    if (seen->symptom != SYMPTOM_DIED)
        return false;
    if (seen->forged || seen->wait_status == -1)
        return false;
    int signal = WIFSIGNALED(seen->wait_status) ? WTERMSIG(seen->wait_status) : 0;
    return reported_signal(seen) || reported(seen, "null pointer") ||
           reported(seen, "division by zero") ||
           (!reported(seen, "tensteps:") && signal != 0 && signal != SIGKILL &&
            (signal != SIGPIPE || !evidence_sends(seen)));
}

static bool exits(const struct observation *seen)
{
    return seen->symptom == SYMPTOM_DIED && seen->report == NULL && !seen->forged &&
           seen->asked.op == ORDER_CALL && seen->wait_status != -1 && WIFEXITED(seen->wait_status);
}

/* An interrupted call that nobody repeated, and a step that took it for the end. */
static bool eintr_fatal(const struct observation *seen)
{
    if (evidence_goes_on(seen))
        return false;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *record = &seen->calls[i];
        enum wire_way way = observed_way(record);
        if (record->error != EINTR || record->result != -1 || way == WAY_CLOSE)
            continue;
        bool repeated = false;
        for (size_t j = i + 1; j < seen->count; j++)
            repeated |=
                observed_way(&seen->calls[j]) == way || observed_way(&seen->calls[j]) == WAY_WAIT;
        if (!repeated && seen->returned &&
            !(seen->symptom == SYMPTOM_RESULT && seen->expected_result == -1) &&
            (seen->symptom == SYMPTOM_RESULT || seen->symptom == SYMPTOM_SENT ||
             seen->symptom == SYMPTOM_RECEIVED))
            return true;
    }
    return false;
}

/* Whether the two ask for the same: another family, type or option is another matter. */
static bool same_request(const struct call_record *one, const struct call_record *other)
{
    enum wire_way way = observed_way(one);
    if (way != observed_way(other))
        return false;
    long flags = way == WAY_SOCKET ? SOCK_CLOEXEC | SOCK_NONBLOCK : 0;
    return (way != WAY_SOCKET && way != WAY_SETSOCKOPT) ||
           (one->args[0] == other->args[0] && ((one->args[1] ^ other->args[1]) & ~flags) == 0);
}

/* After the call that failed another one for the same went well. */
static bool made_good(const struct observation *seen)
{
    const struct call_record *failure = observed_failure(seen);
    for (const struct call_record *one = failure + 1; one < seen->calls + seen->count; one++)
        if (same_request(one, failure) && one->did && one->result >= 0)
            return true;
    return false;
}

static bool found_nothing(const struct observation *seen)
{
    size_t calls = observed_calls(seen, WAY_LOOKUP);
    const struct call_record *last = calls == 0 ? NULL : observed_call(seen, WAY_LOOKUP, calls - 1);
    return last != NULL && last->did && last->result != 0;
}

/* The number that the text begins with: the look-up's answer was minded, and digits were read. */
static bool counts_digits(const struct observation *seen)
{
    return seen->asked.step == STEP_SERVICE_PORT && seen->result > 0 &&
           seen->result == strtol(seen->asked.text[0], NULL, 10);
}

/* connect() was interrupted, and its outcome is a failure. */
static bool connects_late(const struct observation *seen)
{
    const struct call_record *first = observed_call(seen, WAY_CONNECT, 0);
    return first != NULL && first->result == -1 && first->error == EINTR;
}

/* Something failed, and the step went on, or says that all is well, or says so in a way of its own:
   a negative number, an error number. */
static bool error_swallowed(const struct observation *seen)
{
    if (seen->returned && evidence_goes_on(seen))
        return true;
    bool says_otherwise =
        seen->result < -1 || (seen->result > 0 && seen->result == seen->expected_error);
    if (seen->returned && seen->result != -1 && seen->symptom == SYMPTOM_RESULT &&
        seen->expected_result == -1 &&
        (says_otherwise || (found_nothing(seen) && !counts_digits(seen)) || connects_late(seen) ||
         seen->fact == FACT_NO_DESCRIPTOR || seen->fact == FACT_SMALL_BUFFER ||
         (seen->fact == FACT_RESET && seen->asked.step == STEP_CLIENT_SEND)))
        return true;
    return seen->returned && seen->result != -1 && observed_failure(seen) != NULL &&
           !made_good(seen) &&
           ((seen->symptom == SYMPTOM_RESULT && seen->expected_result == -1) ||
            observed_failure(seen)->injected == ANSWER_FAIL);
}

/* The call that failed had set the errno that is wanted; or nothing at all has set one. */
static bool errno_lost(const struct observation *seen)
{
    if (seen->symptom != SYMPTOM_ERRNO)
        return false;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *one = &seen->calls[i];
        bool said_so = one->call == CALL_GETSOCKOPT && one->result == 0 &&
                       one->args[1] == SO_ERROR && one->args[3] == seen->expected_error;
        if (one->did && (said_so || (one->result == -1 && one->error == seen->expected_error)))
            return true;
    }
    return seen->error == 0 || seen->fact == FACT_NO_DESCRIPTOR;
}

/* A look with MSG_PEEK gives the same bytes again and again. */
static bool gives_nothing(const struct observation *seen)
{
    return seen->count > seen->first && seen->calls[seen->count - 1].result <= 0;
}

static bool spins(const struct observation *seen)
{
    enum wire_step step = seen->asked.step;
    bool closes = step == STEP_CLIENT_CLOSE || step == STEP_SERVER_CLOSE;
    return seen->symptom == SYMPTOM_SPINS &&
           (step == STEP_CLIENT_SEND || step == STEP_CLIENT_RECV || step == STEP_SERVER_ACCEPT ||
            step == STEP_SERVER_PROCESS || (closes && gives_nothing(seen)));
}

static bool stuck(const struct observation *seen)
{
    return (seen->symptom == SYMPTOM_WAITS && !seen->wall) || seen->symptom == SYMPTOM_SPINS;
}

static bool inheritable(const struct observation *seen) { return seen->fact == FACT_INHERITABLE; }

/* Where a check judges it; else a note does (judge/call.c). */
static bool left_open(const struct observation *seen) { return seen->fact == FACT_LEFT_OPEN; }

const struct mistake mistakes_of_any[] = {
    {"memory-error", false, "memory that is not yours is read or written", memory_error},
    {"crash", false, "the process crashes", crash},
    {"exits", false, "the step ends the process instead of returning", exits},
    {"eintr-fatal", true, "an interrupted call is taken for a failure", eintr_fatal},
    {"error-swallowed", false, "a call failed, and the step goes on as if all were well",
     error_swallowed},
    {"errno-lost", false, "the reason of a failure is lost", errno_lost},
    {"spins", false, "a call is repeated without end, and gives nothing", spins},
    {"stuck", false, "the step waits for what can no longer come", stuck},
    {"inheritable", true, "programs that are started inherit the descriptor", inheritable},
    {"prints", false, "the step writes to standard output or standard error", NULL},
    {"memory-leaked", true, "what a look-up allocated is kept", NULL},
    {"descriptor-leaked", false, "a descriptor is left open", left_open},
    {"descriptor-stolen", false, "a descriptor that the caller owns is closed", NULL},
    {"nonblocking", false, "a descriptor is left non-blocking", NULL},
    {NULL, false, NULL, NULL},
};
