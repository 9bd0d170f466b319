/* sending.c - mistakes in sending and in echoing: lessons 3 and 9. */
#include "mistakes/evidence.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>

static bool is_short(const struct call_record *record)
{
    return observed_way(record) == WAY_SEND && record->did && record->result > 0 &&
           record->result < record->args[0];
}

/* The first bytes of the one are those of the other. */
static bool begins(const struct bytes *whole, const struct bytes *part)
{
    return part->size <= whole->size && memcmp(whole->data, part->data, part->size) == 0;
}

static bool short_send(const struct observation *seen)
{
    bool less = seen->symptom == SYMPTOM_SENT && seen->seen.size < seen->expected.size;
    if (!evidence_sends(seen) || (!less && seen->symptom != SYMPTOM_RESULT))
        return false;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *next = evidence_next_transfer(seen, i);
        if (is_short(&seen->calls[i]) && (next == NULL || observed_way(next) != WAY_SEND))
            return true;
    }
    return false;
}

/* After the first SHORT bytes the data begins once more. */
static bool begins_again(const struct observation *seen, size_t taken)
{
    const size_t compared = 8;
    return seen->seen.size >= taken + compared && seen->expected.size >= taken + compared &&
           memcmp(seen->seen.data, seen->expected.data, taken) == 0 &&
           memcmp(seen->seen.data + taken, seen->expected.data, compared) == 0 &&
           memcmp(seen->expected.data + taken, seen->expected.data, compared) != 0;
}

/* A send() begins before the end of what an earlier one has taken, and not with the whole anew. */
static bool sends_again(const struct observation *seen)
{
    long end = -1;
    bool short_before = false;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *one = &seen->calls[i];
        if (observed_way(one) != WAY_SEND || one->offset < 0)
            continue;
        if (short_before && one->offset < end)
            return true;
        if (one->result > 0)
            end = one->offset + one->result;
        short_before |= is_short(one);
    }
    return false;
}

static bool resend_from_start(const struct observation *seen)
{
    if (!evidence_sends(seen) || seen->symptom != SYMPTOM_SENT)
        return false;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *one = &seen->calls[i], *next = evidence_next_transfer(seen, i);
        if (is_short(one) && next != NULL && observed_way(next) == WAY_SEND &&
            next->offset == one->offset &&
            (next->args[0] == one->args[0] || begins_again(seen, (size_t)one->result)))
            return true;
    }
    return sends_again(seen);
}

static bool sigpipe(const struct observation *seen)
{
    return evidence_sends(seen) && seen->symptom == SYMPTOM_DIED &&
           WIFSIGNALED(seen->wait_status) && WTERMSIG(seen->wait_status) == SIGPIPE;
}

static bool send_flags(const struct observation *seen)
{
    const int harmless = MSG_NOSIGNAL | MSG_DONTWAIT | MSG_MORE | MSG_EOR;
    for (size_t i = seen->first; evidence_sends(seen) && i < seen->count; i++)
        if (observed_way(&seen->calls[i]) == WAY_SEND && (seen->calls[i].args[1] & ~harmless) != 0)
            return seen->symptom == SYMPTOM_SENT || seen->symptom == SYMPTOM_RESULT ||
                   seen->symptom == SYMPTOM_ERRNO;
    return false;
}

/* The data has no NUL at its end, and strlen() looks for one. */
static bool string_length_overrun(const struct observation *seen)
{
    return seen->symptom == SYMPTOM_DIED && seen->report != NULL &&
           strstr(seen->report, "ERROR: AddressSanitizer") != NULL &&
           (strstr(seen->report, "in __interceptor_strlen") != NULL ||
            strstr(seen->report, "in strlen") != NULL);
}

/* The peer got the bytes before the first NUL, where there are more behind it; or the count that
   came back is what is before the first NUL. */
static bool string_length(const struct observation *seen)
{
    if (string_length_overrun(seen))
        return evidence_sends(seen) || evidence_receives(seen);
    if (evidence_receives(seen) && seen->symptom == SYMPTOM_RESULT && seen->expected.size > 0) {
        const unsigned char *end = memchr(seen->expected.data, '\0', seen->expected.size);
        return end != NULL && seen->result == end - seen->expected.data;
    }
    if (!evidence_sends(seen) || seen->symptom != SYMPTOM_SENT || seen->expected.size == 0)
        return false;
    const unsigned char *nul = memchr(seen->expected.data, '\0', seen->expected.size);
    size_t before = nul == NULL ? seen->expected.size : (size_t)(nul - seen->expected.data);
    if (nul != NULL && seen->seen.size == seen->expected.size &&
        memcmp(seen->seen.data, seen->expected.data, before) == 0 &&
        evidence_all_zero(seen->seen.data + before, seen->seen.size - before))
        return true;
    for (size_t i = seen->first; i < seen->count; i++)
        if (is_short(&seen->calls[i]))
            return false;
    const struct call_record *send = observed_call(seen, WAY_SEND, 0);
    size_t asked = send == NULL ? 0 : (size_t)send->args[0];
    return nul != NULL && begins(&seen->expected, &seen->seen) &&
           ((seen->seen.size == before && (send == NULL || asked == before)) ||
            (seen->seen.size == before + 1 && asked == before + 1));
}

/* One send() was given more than there was to send; or NULs were added, by one of its own or by a
   call that is not on record. */
static bool asks_for_more(const struct observation *seen)
{
    long there = seen->asked.step == STEP_CLIENT_SEND ? seen->asked.args[1] : 0;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *one = &seen->calls[i];
        if (observed_way(one) == WAY_RECV && one->result > 0)
            there = one->result;
        if (observed_way(one) == WAY_SEND && one->args[0] > there)
            return true;
    }
    size_t more = seen->seen.size - seen->expected.size;
    return evidence_all_zero(seen->seen.data + seen->expected.size, more);
}

static bool extra_bytes(const struct observation *seen)
{
    if (!evidence_sends(seen) || seen->symptom != SYMPTOM_SENT ||
        seen->seen.size <= seen->expected.size)
        return false;
    for (size_t i = seen->first; i < seen->count; i++)
        if (is_short(&seen->calls[i]))
            return false;
    return begins(&seen->seen, &seen->expected) && asks_for_more(seen);
}

/* What is more than there should be are NULs only: nobody's earlier bytes. */
static bool more_is_zero(const struct observation *seen)
{
    size_t from = seen->expected.size < seen->seen.size ? seen->expected.size : seen->seen.size;
    return begins(&seen->seen, &seen->expected) &&
           evidence_all_zero(seen->seen.data + from, seen->seen.size - from);
}

/* More was sent than the last recv() had brought, and than all had so far; what is too much is of
   an earlier message. */
static bool stale_buffer(const struct observation *seen)
{
    if (!evidence_processes(seen) || seen->symptom != SYMPTOM_SENT)
        return false;
    long received = 0, longest = 0, in = 0, out = 0;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *record = &seen->calls[i];
        if (observed_way(record) == WAY_RECV && record->result > 0) {
            longest = received > longest ? received : longest;
            received = record->result;
            in += received;
        }
        if (observed_way(record) != WAY_SEND)
            continue;
        if (record->args[0] > received && record->args[0] == longest && record->args[0] > in - out)
            return !more_is_zero(seen);
        out += record->result > 0 ? record->result : 0;
    }
    return false;
}

static bool one_message(const struct observation *seen)
{
    size_t received = observed_calls(seen, WAY_RECV);
    return evidence_processes(seen) && received == 1 && seen->returned &&
           (seen->fact == FACT_EARLY || seen->fact == FACT_UNANSWERED);
}

/* It took a message and sent nothing; or no call of it is on record, and the kernel says the same.
 */
static bool waits_for_end(const struct observation *seen)
{
    const struct call_record *first = observed_call(seen, WAY_RECV, 0);
    bool took = first != NULL ? first->result > 0 : seen->fact == FACT_UNANSWERED;
    return evidence_processes(seen) && seen->symptom == SYMPTOM_WAITS &&
           seen->stuck_in == WAY_RECV && seen->fact != FACT_NO_LINE &&
           observed_calls(seen, WAY_SEND) == 0 && took;
}

static bool count_wrong(const struct observation *seen)
{
    return evidence_processes(seen) && seen->symptom == SYMPTOM_RESULT &&
           (seen->result >= 0 || observed_unset(seen)) && seen->expected_result >= 0 &&
           observed_failure(seen) == NULL;
}

static bool conn_closed_early(const struct observation *seen)
{
    return evidence_processes(seen) && seen->symptom == SYMPTOM_DESCRIPTOR &&
           seen->fact == FACT_GIVEN_CLOSED;
}

const struct mistake mistakes_of_sending[] = {
    {"sigpipe", false, "a vanished peer kills the process", sigpipe},
    {"send-flags", false, "stray flags in send()", send_flags},
    {"resend-from-start", false, "after a short send() it begins again", resend_from_start},
    {"short-send", false, "one send() is taken for the whole", short_send},
    {"string-length", false, "bytes are counted with strlen()", string_length},
    {"stale-buffer", false, "bytes of an earlier, longer message are sent", stale_buffer},
    {"extra-bytes", false, "more is sent than the data", extra_bytes},
    {"one-message", false, "one recv() is served, and then no more", one_message},
    {"waits-for-end", false, "the answer waits for the client's end", waits_for_end},
    {"count-wrong", false, "the echo is right, the count is not", count_wrong},
    {"conn-closed-early", false, "the connection is closed before step 6", conn_closed_early},
    {NULL, false, NULL, NULL},
};
