/* lookups.c - mistakes in looking up names and addresses: lesson 2, getaddrinfo() also in 6. */
#include "mistakes/evidence.h"

#include <string.h>

/* getaddrinfo() has said -1 before, and set errno, which it does not for a name that is unknown;
   and the step has lived on. */
static bool saw_minus_one(const struct observation *seen)
{
    for (size_t i = 0; i < seen->first; i++)
        if (seen->calls[i].call == CALL_GETADDRINFO && seen->calls[i].did &&
            seen->calls[i].injected == ANSWER_FAIL)
            return true;
    return false;
}

static bool died_of(const struct observation *seen, const char *words)
{
    return seen->symptom == SYMPTOM_DIED && seen->report != NULL &&
           strstr(seen->report, words) != NULL;
}

static bool used_null(const struct observation *seen)
{
    return died_of(seen, "null pointer") || died_of(seen, "zero page");
}

/* ... or a pointer that nobody has set. */
static bool pointed_nowhere(const struct observation *seen)
{
    return used_null(seen) || died_of(seen, "SEGV on unknown") ||
           died_of(seen, "misaligned address");
}

/* gethostbyname() and getservbyname() answer NULL; getaddrinfo() leaves its result alone. */
static bool lookup_null_deref(const struct observation *seen)
{
    const struct call_record *last = evidence_last_lookup(seen);
    if (last == NULL || !last->did || last->result == 0)
        return false;
    return last->call == CALL_GETADDRINFO ? pointed_nowhere(seen) && !saw_minus_one(seen)
                                          : used_null(seen);
}

static bool lookup_error_misread(const struct observation *seen)
{
    const struct call_record *last = evidence_last_lookup(seen);
    if (last == NULL || last->call != CALL_GETADDRINFO || !last->did || last->result == 0)
        return false;
    bool went_on = last != &seen->calls[seen->count - 1]; /* as if it had found something */
    if (seen->symptom == SYMPTOM_RESULT && seen->result >= 0 && seen->expected_result == -1)
        return went_on;
    return saw_minus_one(seen) && (pointed_nowhere(seen) || seen->symptom == SYMPTOM_ERRNO);
}

/* What was in that memory before is in the hints: the stage paints the stack with 0xA5, the
   sanitizer what malloc() gives with 0xBE. */
static bool hints_garbage(const struct observation *seen)
{
    const long paints[] = {(int)0xA5A5A5A5, (int)0xBEBEBEBE};
    const struct call_record *last = evidence_last_lookup(seen);
    if (last == NULL || last->call != CALL_GETADDRINFO)
        return false;
    for (size_t i = 0; i < sizeof paints / sizeof paints[0]; i++)
        if (last->args[0] == paints[i] || last->args[2] == paints[i] || last->args[3] == paints[i])
            return true;
    return false;
}

/* The beginning of the address is in the buffer, which has no room for its end. */
static bool address_truncated(const struct observation *seen)
{
    if (seen->asked.step != STEP_HOST_ADDRESS || seen->fact != FACT_SMALL_BUFFER)
        return false;
    const size_t enough = 4;
    bool begun = seen->seen.size >= enough && seen->expected.size >= enough &&
                 memcmp(seen->seen.data, seen->expected.data, enough) == 0;
    return (seen->symptom == SYMPTOM_RESULT && seen->result >= 0 && begun) ||
           (seen->symptom == SYMPTOM_RECEIVED && begun) || died_of(seen, "heap-buffer-overflow");
}

static bool literal_refused(const struct observation *seen)
{
    const struct call_record *last = evidence_last_lookup(seen);
    bool other = last != NULL && strncmp(last->text, seen->asked.text[0],
                                         strlen(seen->asked.text[0])) != 0; /* was looked up */
    return seen->fact == FACT_LITERAL && seen->symptom == SYMPTOM_RESULT && seen->result == -1 &&
           !other;
}

/* An entry that may be of the other family is read as one of IPv6, which is longer. */
static bool reads_past_the_entry(const struct observation *seen)
{
    const struct call_record *last = evidence_last_lookup(seen);
    return last != NULL && last->call == CALL_GETADDRINFO && last->result == 0 &&
           last->args[1] != AF_INET6 && died_of(seen, "heap-buffer-overflow") &&
           died_of(seen, "READ of size");
}

/* No address of the family, although none was looked for; or one of the other family. */
static bool lookup_family_ignored(const struct observation *seen)
{
    const struct call_record *last = evidence_last_lookup(seen);
    if (seen->asked.step != STEP_HOST_ADDRESS || seen->fact != FACT_IPV6)
        return false;
    if (seen->symptom == SYMPTOM_DIED)
        return reads_past_the_entry(seen);
    if (seen->symptom == SYMPTOM_RESULT)
        return last == NULL || last->result != 0 || last->args[1] != AF_INET6;
    if (last != NULL && last->call == CALL_GETADDRINFO && last->args[1] == seen->asked.args[0])
        return false; /* it asked for that family */
    bool six = seen->seen.size > 0 && memchr(seen->seen.data, ':', seen->seen.size) != NULL;
    return seen->symptom == SYMPTOM_RECEIVED && six != (seen->asked.args[0] == AF_INET6);
}

const struct mistake mistakes_of_lookups[] = {
    {"hints-garbage", false, "the hints for a look-up are not zeroed", hints_garbage},
    {"lookup-null-deref", false, "the answer of a look-up that found nothing is used",
     lookup_null_deref},
    {"lookup-error-misread", false, "the failure of getaddrinfo() is not seen",
     lookup_error_misread},
    {"address-truncated", false, "an address is cut, or written past a buffer that is too small",
     address_truncated},
    {"literal-refused", false, "an address written as one is refused", literal_refused},
    {"lookup-family-ignored", true, "the look-up is not for the family that was asked for",
     lookup_family_ignored},
    {NULL, false, NULL, NULL},
};
