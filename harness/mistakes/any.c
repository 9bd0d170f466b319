/* any.c - mistakes that occur in any lesson. */
#include "mistakes/mistakes.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>

static bool reported(const struct observation *seen, const char *words)
{
    return seen->report != NULL && strstr(seen->report, words) != NULL;
}

static bool memory_error(const struct observation *seen)
{
    return seen->symptom == SYMPTOM_DIED && !reported(seen, "SEGV on unknown") &&
           !reported(seen, "stack-overflow on") &&
           (reported(seen, "ERROR: AddressSanitizer") || reported(seen, "tensteps: overflow") ||
            reported(seen, "out of bounds for type"));
}

static bool crash(const struct observation *seen)
{
    if (seen->symptom != SYMPTOM_DIED)
        return false;
    int signal = WIFSIGNALED(seen->wait_status) ? WTERMSIG(seen->wait_status) : 0;
    return reported(seen, "SEGV on unknown") || reported(seen, "stack-overflow on") ||
           reported(seen, "null pointer") ||
           (!reported(seen, "tensteps:") && signal != 0 && signal != SIGPIPE && signal != SIGKILL);
}

static bool exits(const struct observation *seen)
{
    return seen->symptom == SYMPTOM_DIED && seen->report == NULL && WIFEXITED(seen->wait_status);
}

/* An interrupted call that nobody repeated, and a step that took it for the end. */
static bool eintr_fatal(const struct observation *seen)
{
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *record = &seen->calls[i];
        enum wire_way way = observed_way(record);
        if (record->error != EINTR || record->result != -1 || way == WAY_CLOSE)
            continue;
        bool repeated = false;
        for (size_t j = i + 1; j < seen->count; j++)
            repeated |= observed_way(&seen->calls[j]) == way ||
                        observed_way(&seen->calls[j]) == WAY_WAIT;
        return !repeated && seen->returned &&
               (seen->symptom == SYMPTOM_RESULT || seen->symptom == SYMPTOM_SENT ||
                seen->symptom == SYMPTOM_RECEIVED);
    }
    return false;
}

/* A call said -1, and the step says that all is well. */
static bool error_swallowed(const struct observation *seen)
{
    return seen->returned && seen->result != -1 && observed_failure(seen) != NULL &&
           ((seen->symptom == SYMPTOM_RESULT && seen->expected_result == -1) ||
            observed_failure(seen)->injected == ANSWER_FAIL);
}

/* The call that failed had set the errno that is wanted; or nothing at all has set one. */
static bool errno_lost(const struct observation *seen)
{
    if (seen->symptom != SYMPTOM_ERRNO)
        return false;
    for (size_t i = seen->first; i < seen->count; i++)
        if (seen->calls[i].did && seen->calls[i].result == -1 &&
            seen->calls[i].error == seen->expected_error)
            return true;
    return seen->error == 0;
}

static bool spins(const struct observation *seen)
{
    return seen->symptom == SYMPTOM_SPINS;
}

static bool stuck(const struct observation *seen)
{
    return seen->symptom == SYMPTOM_WAITS && !seen->wall;
}

static bool inheritable(const struct observation *seen)
{
    return seen->fact == FACT_INHERITABLE;
}

const struct mistake mistakes_of_any[] = {
    {"memory-error", false, "memory that is not yours is read or written", memory_error},
    {"crash", false, "the process dies of a signal", crash},
    {"exits", false, "the step ends the process instead of returning", exits},
    {"eintr-fatal", true, "an interrupted call is taken for a failure", eintr_fatal},
    {"error-swallowed", false, "a call failed, and the step says that all is well", error_swallowed},
    {"errno-lost", false, "the reason of a failure is lost", errno_lost},
    {"spins", false, "a call is repeated without end, and gives nothing", spins},
    {"stuck", false, "the step waits for what can no longer come", stuck},
    {"inheritable", true, "the descriptor survives exec", inheritable},
    {"prints", false, "the step writes to standard output or standard error", NULL},
    {"memory-leaked", true, "what a look-up allocated is kept", NULL},
    {"descriptor-leaked", false, "a descriptor is left open", NULL},
    {"descriptor-stolen", false, "a descriptor that the caller owns is closed", NULL},
    {"nonblocking", false, "a descriptor is left non-blocking", NULL},
    {NULL, false, NULL, NULL},
};
