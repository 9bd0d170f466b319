/* exchange.c - mistakes in sending, receiving and echoing: lessons 3 and 9. */
#include "mistakes/mistakes.h"

#include <errno.h>
#include <string.h>
#include <sys/wait.h>

static bool sends(const struct observation *seen)
{
    return seen->asked.step == STEP_CLIENT_SEND || seen->asked.step == STEP_SERVER_PROCESS;
}

static bool receives(const struct observation *seen)
{
    return seen->asked.step == STEP_CLIENT_RECV;
}

static bool processes(const struct observation *seen)
{
    return seen->asked.step == STEP_SERVER_PROCESS;
}

static bool transfers(const struct call_record *record)
{
    return observed_way(record) == WAY_SEND || observed_way(record) == WAY_RECV;
}

/* The transfer after call I, or NULL. */
static const struct call_record *next_transfer(const struct observation *seen, size_t i)
{
    while (++i < seen->count)
        if (transfers(&seen->calls[i]))
            return &seen->calls[i];
    return NULL;
}

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
    if (!sends(seen) || (seen->symptom != SYMPTOM_SENT && seen->symptom != SYMPTOM_RESULT))
        return false;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *next = next_transfer(seen, i);
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

static bool resend_from_start(const struct observation *seen)
{
    if (!sends(seen) || seen->symptom != SYMPTOM_SENT)
        return false;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *one = &seen->calls[i], *next = next_transfer(seen, i);
        if (is_short(one) && next != NULL && observed_way(next) == WAY_SEND &&
            next->offset == one->offset &&
            (one->offset >= 0 || next->args[0] == one->args[0] ||
             begins_again(seen, (size_t)one->result)))
            return true;
    }
    return false;
}

static bool sigpipe(const struct observation *seen)
{
    return seen->symptom == SYMPTOM_DIED && WIFSIGNALED(seen->wait_status) &&
           WTERMSIG(seen->wait_status) == SIGPIPE;
}

static bool send_flags(const struct observation *seen)
{
    const int harmless = MSG_NOSIGNAL | MSG_DONTWAIT | MSG_MORE | MSG_EOR;
    for (size_t i = seen->first; sends(seen) && i < seen->count; i++)
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

static bool all_zero(const unsigned char *bytes, size_t size)
{
    while (size > 0 && bytes[size - 1] == 0)
        size--;
    return size == 0;
}

/* The peer got the bytes before the first NUL, where there are more behind it; or the count that
   came back is what is before the first NUL. */
static bool string_length(const struct observation *seen)
{
    if (string_length_overrun(seen))
        return sends(seen) || receives(seen);
    if (receives(seen) && seen->symptom == SYMPTOM_RESULT && seen->expected.size > 0) {
        const unsigned char *end = memchr(seen->expected.data, '\0', seen->expected.size);
        return end != NULL && seen->result == end - seen->expected.data;
    }
    if (!sends(seen) || seen->symptom != SYMPTOM_SENT || seen->expected.size == 0)
        return false;
    const unsigned char *nul = memchr(seen->expected.data, '\0', seen->expected.size);
    size_t before = nul == NULL ? seen->expected.size : (size_t)(nul - seen->expected.data);
    if (nul != NULL && seen->seen.size == seen->expected.size &&
        memcmp(seen->seen.data, seen->expected.data, before) == 0 &&
        all_zero(seen->seen.data + before, seen->seen.size - before))
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

/* One send() was given more than there was to send; or none is on record, and NULs were added. */
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
    return observed_calls(seen, WAY_SEND) == 0 &&
           all_zero(seen->seen.data + seen->expected.size, more);
}

static bool extra_bytes(const struct observation *seen)
{
    if (!sends(seen) || seen->symptom != SYMPTOM_SENT || seen->seen.size <= seen->expected.size)
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
           all_zero(seen->seen.data + from, seen->seen.size - from);
}

/* More was sent than the last recv() had brought, and what is too much is of an earlier message. */
static bool stale_buffer(const struct observation *seen)
{
    if (!processes(seen) || seen->symptom != SYMPTOM_SENT)
        return false;
    long received = 0, longest = 0;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *record = &seen->calls[i];
        if (observed_way(record) == WAY_RECV && record->result > 0) {
            longest = received > longest ? received : longest;
            received = record->result;
        }
        if (observed_way(record) == WAY_SEND && record->args[0] > received &&
            record->args[0] == longest)
            return !more_is_zero(seen);
    }
    return false;
}

static bool one_recv(const struct observation *seen)
{
    const struct call_record *first = observed_call(seen, WAY_RECV, 0);
    return receives(seen) &&
           (seen->symptom == SYMPTOM_RESULT || seen->symptom == SYMPTOM_RECEIVED) &&
           observed_calls(seen, WAY_RECV) == 1 && !(first->args[1] & MSG_WAITALL) &&
           first->result > 0 && first->args[0] > first->result && seen->result == first->result &&
           seen->expected_result > seen->result;
}

/* The buffer begins with the piece that came last. */
static bool last_piece_is_first(const struct observation *seen)
{
    size_t calls = observed_calls(seen, WAY_RECV), last = 0;
    for (size_t i = 0; i < calls; i++)
        if (observed_call(seen, WAY_RECV, i)->result > 0)
            last = (size_t)observed_call(seen, WAY_RECV, i)->result;
    return seen->symptom == SYMPTOM_RECEIVED && calls > 1 && last > 1 &&
           last < seen->expected.size &&
           memcmp(seen->seen.data, seen->expected.data + seen->expected.size - last, last) == 0;
}

static bool recv_overwrites(const struct observation *seen)
{
    if (!receives(seen))
        return false;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *one = &seen->calls[i], *next = next_transfer(seen, i);
        bool takes = observed_way(one) == WAY_RECV && one->result > 0 && !(one->args[1] & MSG_PEEK);
        if (takes && next != NULL && observed_way(next) == WAY_RECV && one->offset >= 0 &&
            next->offset == one->offset)
            return true;
    }
    return last_piece_is_first(seen);
}

static bool recv_past_size(const struct observation *seen)
{
    for (size_t i = seen->first; receives(seen) && i < seen->count; i++) {
        const struct call_record *record = &seen->calls[i];
        if (observed_way(record) == WAY_RECV && record->offset >= 0 &&
            record->offset + record->args[0] > seen->asked.args[1])
            return true;
    }
    return false;
}

/* One byte is written right behind the buffer. */
static bool recv_terminator(const struct observation *seen)
{
    return receives(seen) && seen->symptom == SYMPTOM_DIED && seen->report != NULL &&
           strstr(seen->report, "heap-buffer-overflow") != NULL &&
           strstr(seen->report, "WRITE of size 1 ") != NULL &&
           (strstr(seen->report, " 0 bytes to the right of ") != NULL ||
            strstr(seen->report, " 0 bytes after ") != NULL);
}

static bool recv_peeked(const struct observation *seen)
{
    size_t calls = observed_calls(seen, WAY_RECV), peeked = 0;
    for (size_t i = 0; i < calls; i++) {
        const struct call_record *one = observed_call(seen, WAY_RECV, i);
        if (!(one->args[1] & MSG_PEEK))
            return false;
        peeked += one->did && one->result > 0;
    }
    return peeked > 0;
}

static bool saw_the_end(const struct observation *seen)
{
    for (size_t i = seen->first; i < seen->count; i++)
        if (observed_way(&seen->calls[i]) == WAY_RECV && seen->calls[i].did &&
            seen->calls[i].result == 0 && seen->calls[i].args[0] > 0)
            return true;
    return false;
}

static bool end_as_error(const struct observation *seen)
{
    return (receives(seen) || processes(seen)) && seen->symptom == SYMPTOM_RESULT &&
           seen->result == -1 && seen->expected_result >= 0 && saw_the_end(seen) &&
           observed_failure(seen) == NULL;
}

/* What came back is the sum of all results, the -1 among them. */
static bool error_counted(const struct observation *seen)
{
    enum wire_way counted = receives(seen) ? WAY_RECV : WAY_SEND;
    long sum = 0, errors = 0;
    if (!receives(seen) && !sends(seen))
        return false;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *one = &seen->calls[i];
        if (!one->did || !transfers(one))
            continue;
        if (one->result == -1)
            errors++;
        else if (observed_way(one) == counted)
            sum += one->result;
    }
    sum -= errors;
    return seen->symptom == SYMPTOM_RESULT && errors > 0 && seen->result == sum && sum > -1;
}

static bool broke_off(const struct observation *seen)
{
    const struct call_record *failure = observed_failure(seen);
    return failure != NULL && observed_way(failure) == WAY_RECV && failure->error == ECONNRESET;
}

static bool reset_as_end(const struct observation *seen)
{
    return (receives(seen) || processes(seen)) && seen->symptom == SYMPTOM_RESULT &&
           seen->expected_result == -1 && seen->result >= 0 && broke_off(seen);
}

static bool partial_lost(const struct observation *seen)
{
    const struct call_record *first = observed_call(seen, WAY_RECV, 0);
    return receives(seen) && seen->symptom == SYMPTOM_RESULT && seen->result == -1 &&
           seen->expected_result > 0 && observed_failure(seen) != NULL && first != NULL &&
           first->result > 0;
}

static bool one_message(const struct observation *seen)
{
    size_t received = observed_calls(seen, WAY_RECV);
    return processes(seen) && seen->fact == FACT_EARLY && received == 1;
}

static bool waits_for_end(const struct observation *seen)
{
    const struct call_record *first = observed_call(seen, WAY_RECV, 0);
    return processes(seen) && seen->symptom == SYMPTOM_WAITS && seen->stuck_in == WAY_RECV &&
           seen->fact != FACT_NO_LINE && observed_calls(seen, WAY_SEND) == 0 && first != NULL &&
           first->result > 0;
}

static bool count_wrong(const struct observation *seen)
{
    return processes(seen) && seen->symptom == SYMPTOM_RESULT && seen->result >= 0 &&
           seen->expected_result >= 0 && observed_failure(seen) == NULL;
}

const struct mistake mistakes_of_exchange[] = {
    {"sigpipe", false, "a vanished peer kills the process", sigpipe},
    {"recv-past-size", false, "recv() is asked for more than the room that is left",
     recv_past_size},
    {"recv-terminator", false, "a NUL is written behind the data", recv_terminator},
    {"recv-peeked", false, "bytes are looked at and not taken", recv_peeked},
    {"recv-overwrites", false, "later pieces land on earlier ones", recv_overwrites},
    {"send-flags", false, "stray flags in send()", send_flags},
    {"resend-from-start", false, "after a short send() it begins again", resend_from_start},
    {"short-send", false, "one send() is taken for the whole", short_send},
    {"string-length", false, "bytes are counted with strlen()", string_length},
    {"stale-buffer", false, "bytes of an earlier, longer message are sent", stale_buffer},
    {"extra-bytes", false, "more is sent than the data", extra_bytes},
    {"one-recv", false, "one recv() is taken for the whole", one_recv},
    {"error-counted", false, "the -1 of a failed call is added to the count", error_counted},
    {"partial-lost", true, "bytes that came before an error are dropped", partial_lost},
    {"reset-as-end", false, "a reset is reported as success", reset_as_end},
    {"end-as-error", false, "the end of the stream is reported as a failure", end_as_error},
    {"one-message", false, "one recv() is served, and then no more", one_message},
    {"waits-for-end", false, "the answer waits for the client's end", waits_for_end},
    {"count-wrong", false, "the echo is right, the count is not", count_wrong},
    {"conn-closed-early", false, "the connection is closed before step 6", NULL},
    {NULL, false, NULL, NULL},
};
