/* receiving.c - mistakes in receiving: lesson 3, and the other half of lesson 9. */
#include "mistakes/evidence.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

/* After its only recv() it asks whether there is more. */
static bool looks_again(const struct observation *seen)
{
    return seen->count > seen->first && observed_way(&seen->calls[seen->count - 1]) == WAY_WAIT;
}

static bool one_recv(const struct observation *seen)
{
    const struct call_record *first = observed_call(seen, WAY_RECV, 0);
    return evidence_receives(seen) && seen->fact != FACT_NO_LINE &&
           (seen->symptom == SYMPTOM_RESULT || seen->symptom == SYMPTOM_RECEIVED) &&
           observed_calls(seen, WAY_RECV) == 1 && !(first->args[1] & MSG_WAITALL) &&
           first->result > 0 && first->args[0] > first->result && seen->result == first->result &&
           seen->expected_result > seen->result && !looks_again(seen);
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

static bool takes(const struct call_record *one)
{
    return observed_way(one) == WAY_RECV && one->result > 0 && !(one->args[1] & MSG_PEEK);
}

/* A piece lands where another one is: at its place, or before its end. */
static bool lands_on_another(const struct observation *seen)
{
    long end = -1;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *one = &seen->calls[i];
        if (!takes(one) || one->offset < 0)
            continue;
        if (one->offset < end)
            return true;
        end = one->offset + one->result;
    }
    return false;
}

static bool recv_overwrites(const struct observation *seen)
{
    return evidence_receives(seen) && !evidence_counts_minus_one(seen) &&
           (lands_on_another(seen) || last_piece_is_first(seen));
}

/* One recv() asked for more than was still to come, into a buffer of the step's own. */
static bool takes_too_much(const struct observation *seen)
{
    long taken = 0, size = seen->asked.args[1];
    if (seen->symptom != SYMPTOM_RECEIVED && seen->symptom != SYMPTOM_RESULT)
        return false;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *one = &seen->calls[i];
        if (!takes(one))
            continue;
        if (taken < size && taken + one->result > size)
            return true;
        taken += one->result;
    }
    return false;
}

static bool recv_past_size(const struct observation *seen)
{
    for (size_t i = seen->first; evidence_receives(seen) && i < seen->count; i++) {
        const struct call_record *record = &seen->calls[i];
        if (observed_way(record) == WAY_RECV && record->offset >= 0 &&
            record->args[0] > seen->asked.args[1] - record->offset)
            return true;
    }
    return evidence_receives(seen) && takes_too_much(seen) && !evidence_counts_minus_one(seen);
}

/* One byte is written right behind the buffer: alone, or by a call that fills all of it. */
static bool recv_terminator(const struct observation *seen)
{
    char all[64];
    snprintf(all, sizeof all, "WRITE of size %ld ", seen->asked.args[1] + 1);
    return evidence_receives(seen) && seen->symptom == SYMPTOM_DIED && seen->report != NULL &&
           strstr(seen->report, "heap-buffer-overflow") != NULL &&
           (strstr(seen->report, "WRITE of size 1 ") != NULL ||
            strstr(seen->report, all) != NULL) &&
           (strstr(seen->report, " 0 bytes to the right of ") != NULL ||
            strstr(seen->report, " 0 bytes after ") != NULL);
}

/* What was looked at is counted: the next piece goes behind it. */
static bool peek_is_counted(const struct observation *seen)
{
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *one = &seen->calls[i], *next = evidence_next_transfer(seen, i);
        if (observed_way(one) == WAY_RECV && one->result > 0 && (one->args[1] & MSG_PEEK) &&
            one->offset >= 0 && next != NULL && observed_way(next) == WAY_RECV &&
            next->offset == one->offset + one->result)
            return true;
    }
    return false;
}

static bool recv_peeked(const struct observation *seen)
{
    if (!evidence_receives(seen) && !evidence_processes(seen)) /* elsewhere it is but a look */
        return false;
    if (peek_is_counted(seen))
        return true;
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
    return (evidence_receives(seen) || evidence_processes(seen)) &&
           seen->symptom == SYMPTOM_RESULT && seen->result == -1 && seen->expected_result >= 0 &&
           saw_the_end(seen) && observed_failure(seen) == NULL;
}

/* What came back is the sum of all results, the -1 among them. */
static bool error_counted(const struct observation *seen)
{
    if (evidence_counts_minus_one(seen))
        return true;
    enum wire_way counted = evidence_receives(seen) ? WAY_RECV : WAY_SEND;
    long sum = 0, errors = 0;
    if (!evidence_receives(seen) && !evidence_sends(seen))
        return false;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *one = &seen->calls[i];
        if (!one->did || !evidence_transfers(one))
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
    return (evidence_receives(seen) || evidence_processes(seen)) &&
           seen->symptom == SYMPTOM_RESULT && seen->expected_result == -1 && seen->result >= 0 &&
           (broke_off(seen) || seen->fact == FACT_RESET);
}

static bool partial_lost(const struct observation *seen)
{
    const struct call_record *first = observed_call(seen, WAY_RECV, 0);
    return evidence_receives(seen) && seen->symptom == SYMPTOM_RESULT && seen->result == -1 &&
           seen->expected_result > 0 && observed_failure(seen) != NULL && first != NULL &&
           first->result > 0;
}

const struct mistake mistakes_of_receiving[] = {
    {"recv-past-size", false, "recv() is asked for more than the room that is left",
     recv_past_size},
    {"recv-terminator", false, "a NUL byte, '\\0', is written behind the data", recv_terminator},
    {"recv-peeked", false, "bytes are looked at and not taken", recv_peeked},
    {"recv-overwrites", false, "later pieces land on earlier ones", recv_overwrites},
    {"one-recv", false, "one recv() is taken for the whole", one_recv},
    {"error-counted", false, "the -1 of a failed call is added to the count", error_counted},
    {"partial-lost", true, "bytes that came before an error are dropped", partial_lost},
    {"reset-as-end", false, "a reset is reported as success", reset_as_end},
    {"end-as-error", false, "the end of the stream is reported as a failure", end_as_error},
    {NULL, false, NULL, NULL},
};
