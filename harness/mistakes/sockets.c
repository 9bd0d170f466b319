/* sockets.c - mistakes in making a socket: lessons 1 and 5. */
#include "mistakes/evidence.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>

static bool makes(const struct observation *seen)
{
    return seen->asked.step == STEP_CLIENT_SOCKET || seen->asked.step == STEP_SERVER_SOCKET;
}

/* A descriptor was to come back, and -1 did. */
static bool gave_up(const struct observation *seen)
{
    return makes(seen) && seen->symptom == SYMPTOM_RESULT && seen->expected_result >= 0 &&
           seen->result == -1;
}

static long without_flags(long argument) { return argument & ~(SOCK_CLOEXEC | SOCK_NONBLOCK); }

static bool asks_for(const struct call_record *socket, long family, long type)
{
    return socket->args[0] == family && without_flags(socket->args[1]) == type;
}

/* The type for the family and the family for the type; the flags may be with either. */
static bool swaps(const struct call_record *socket, long family, long type)
{
    return without_flags(socket->args[0]) == type && without_flags(socket->args[1]) == family;
}

static bool family_ignored(const struct observation *seen)
{
    return makes(seen) && seen->fact == FACT_FAMILY;
}

static bool type_ignored(const struct observation *seen)
{
    return makes(seen) && seen->fact == FACT_TYPE;
}

static bool args_swapped(const struct observation *seen)
{
    long family = seen->asked.args[0], type = seen->asked.args[1];
    if (!makes(seen) || family == type || (seen->symptom != SYMPTOM_SOCKET && !gave_up(seen)))
        return false;
    const struct call_record *first = observed_call(seen, WAY_SOCKET, 0);
    for (size_t i = 0; i < observed_calls(seen, WAY_SOCKET); i++)
        if (asks_for(observed_call(seen, WAY_SOCKET, i), family, type))
            return false;
    return first != NULL && swaps(first, family, type);
}

/* The same call with another third argument works: that is what the judge's own is. */
static bool wrong_protocol(const struct observation *seen)
{
    const struct call_record *failure = observed_failure(seen);
    if (makes(seen) && seen->fact == FACT_OTHER_PROTOCOL)
        return true;
    if (!gave_up(seen) || failure == NULL || observed_way(failure) != WAY_SOCKET ||
        !asks_for(failure, seen->asked.args[0], seen->asked.args[1]))
        return false;
    long protocol = failure->args[2];
    bool stream = seen->asked.args[1] == SOCK_STREAM;
    return protocol != 0 && protocol != (stream ? IPPROTO_TCP : IPPROTO_UDP) &&
           !(stream && protocol == IPPROTO_MPTCP) && failure->injected != ANSWER_FAIL;
}

static bool zero_is_failure(const struct observation *seen)
{
    if (!gave_up(seen) || seen->fact != FACT_ZERO)
        return false;
    size_t calls = observed_calls(seen, WAY_SOCKET);
    for (size_t i = 0; i < calls; i++)
        if (observed_call(seen, WAY_SOCKET, i)->result == 0)
            return true;
    return calls == 0; /* made out of sight: only descriptor 0 is new in this check */
}

static bool is_0_or_1(long number) { return number == 0 || number == 1; }

/* A socket was made and is open, and no call was given its number: the step does not know it. */
static bool lost_its_number(const struct observation *seen, const struct call_record *socket)
{
    int made = (int)socket->result;
    for (const struct call_record *one = socket + 1; one < seen->calls + seen->count; one++)
        if (one->fd == made)
            return false;
    return made > 1 && kernel_fd_find(&seen->after, made) != NULL &&
           kernel_fd_find(&seen->before, made) == NULL;
}

/* The step goes on with 0 or 1 as if that were its socket. */
static bool takes_0_or_1(const struct observation *seen)
{
    for (size_t i = seen->first; i < seen->count; i++)
        if (is_0_or_1(seen->calls[i].fd) && seen->calls[i].error == ENOTSOCK)
            return true;
    return false;
}

/* 0 or 1 came back, or was what the step went on with; the socket has another number. */
static bool assign_compare(const struct observation *seen)
{
    bool came_back = seen->symptom == SYMPTOM_DESCRIPTOR && is_0_or_1(seen->result);
    if (!makes(seen) || (!came_back && !(gave_up(seen) && takes_0_or_1(seen))))
        return false;
    for (size_t i = 0; i < observed_calls(seen, WAY_SOCKET); i++)
        if (lost_its_number(seen, observed_call(seen, WAY_SOCKET, i)))
            return true;
    return false;
}

static bool reused(const struct observation *seen)
{
    return makes(seen) && seen->fact == FACT_SAME;
}

/* --- the option of a server ------------------------------------------------------------------- */

static bool sets(const struct call_record *record, long level, long name)
{
    return observed_way(record) == WAY_SETSOCKOPT && record->args[0] == level &&
           record->args[1] == name;
}

static bool is_no_socket(const struct call_record *record)
{
    return record->result == -1 && (record->error == EBADF || record->error == ENOTSOCK);
}

/* A call that was to set SO_REUSEADDR, and cannot have. Its number, 2, is another option's at other
   levels, where nobody would set that to 1. */
static bool misses(const struct call_record *record)
{
    if (observed_way(record) != WAY_SETSOCKOPT || is_no_socket(record) ||
        record->injected == ANSWER_FAIL)
        return false;
    if (sets(record, SOL_SOCKET, SO_REUSEADDR))
        return record->result == -1 || record->args[3] == 0 || record->args[3] == EVIDENCE_UNSET;
    return sets(record, SO_REUSEADDR, SOL_SOCKET) ||
           (record->args[1] == SO_REUSEADDR && record->args[3] == 1);
}

/* The one option that is set is one to turn on, as SO_REUSEADDR is, but does something else. */
static bool turns_on_another(const struct observation *seen)
{
    static const long others[] = {SO_DEBUG, SO_DONTROUTE, SO_BROADCAST, SO_KEEPALIVE, SO_OOBINLINE};
    const struct call_record *only = observed_call(seen, WAY_SETSOCKOPT, 0);
    if (observed_calls(seen, WAY_SETSOCKOPT) != 1 || only->args[3] == 0)
        return false;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (sets(only, SOL_SOCKET, others[i]))
            return true;
    return false;
}

static bool was_to_be_set(const struct observation *seen)
{
    for (size_t i = 0; i < observed_calls(seen, WAY_SETSOCKOPT); i++)
        if (misses(observed_call(seen, WAY_SETSOCKOPT, i)))
            return true;
    return turns_on_another(seen);
}

static bool reuseaddr_bad_call(const struct observation *seen)
{
    const struct call_record *failure = observed_failure(seen);
    bool off = seen->fact == FACT_NO_REUSEADDR && was_to_be_set(seen);
    return makes(seen) && (off || (gave_up(seen) && failure != NULL && misses(failure)));
}

/* It is set, but not for the socket that comes back: for another one, or for none. */
static bool set_elsewhere(const struct observation *seen)
{
    for (size_t i = 0; i < observed_calls(seen, WAY_SETSOCKOPT); i++)
        if (sets(observed_call(seen, WAY_SETSOCKOPT, i), SOL_SOCKET, SO_REUSEADDR))
            return true;
    return false;
}

/* A step that sets it out of sight would make its socket out of sight, too. */
static bool reuseaddr_missing(const struct observation *seen)
{
    return makes(seen) && seen->fact == FACT_NO_REUSEADDR && !was_to_be_set(seen) &&
           !set_elsewhere(seen) && observed_calls(seen, WAY_SOCKET) > 0;
}

static bool reuseport_by_mistake(const struct observation *seen)
{
    return makes(seen) && seen->fact == FACT_REUSEPORT;
}

const struct mistake mistakes_of_sockets[] = {
    {"socket-args-swapped", false, "family and type change places", args_swapped},
    {"family-ignored", false, "the family is always the same", family_ignored},
    {"type-ignored", false, "the type is always the same", type_ignored},
    {"socket-wrong-protocol", false, "the third argument does not go with the type",
     wrong_protocol},
    {"socket-zero-is-failure", false, "descriptor 0 is taken for a failure", zero_is_failure},
    {"socket-assign-compare", false, "what comes back is a yes or no, not the descriptor",
     assign_compare},
    {"socket-reused", false, "the same socket comes back at each call", reused},
    {"reuseaddr-bad-call", false, "SO_REUSEADDR is set in the wrong way", reuseaddr_bad_call},
    {"reuseaddr-missing", false, "SO_REUSEADDR is not set", reuseaddr_missing},
    {"reuseport-by-mistake", false, "SO_REUSEPORT lets another server share the port",
     reuseport_by_mistake},
    {NULL, false, NULL, NULL},
};
