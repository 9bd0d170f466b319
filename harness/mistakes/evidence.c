/* evidence.c - what the discriminators of several mistakes ask. */
#include "mistakes/evidence.h"

#include <errno.h>

bool evidence_sends(const struct observation *seen)
{
    return seen->asked.step == STEP_CLIENT_SEND || seen->asked.step == STEP_SERVER_PROCESS;
}

bool evidence_receives(const struct observation *seen)
{
    return seen->asked.step == STEP_CLIENT_RECV;
}

bool evidence_processes(const struct observation *seen)
{
    return seen->asked.step == STEP_SERVER_PROCESS;
}

bool evidence_transfers(const struct call_record *record)
{
    return observed_way(record) == WAY_SEND || observed_way(record) == WAY_RECV;
}

bool evidence_all_zero(const unsigned char *bytes, size_t size)
{
    while (size > 0 && bytes[size - 1] == 0)
        size--;
    return size == 0;
}

const struct call_record *evidence_next_transfer(const struct observation *seen, size_t i)
{
    while (++i < seen->count)
        if (evidence_transfers(&seen->calls[i]))
            return &seen->calls[i];
    return NULL;
}

const struct call_record *evidence_last_lookup(const struct observation *seen)
{
    size_t calls = observed_calls(seen, WAY_LOOKUP);
    return calls == 0 ? NULL : observed_call(seen, WAY_LOOKUP, calls - 1);
}

bool evidence_counts_minus_one(const struct observation *seen)
{
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *one = &seen->calls[i], *next = evidence_next_transfer(seen, i);
        if (!evidence_transfers(one) || !one->did || one->result != -1 || next == NULL ||
            observed_way(next) != observed_way(one))
            continue;
        bool earlier = one->offset > 0 && next->offset == one->offset - 1;
        if (earlier || (next->args[0] > one->args[0] && next->args[0] - 1 == one->args[0]))
            return true;
    }
    return false;
}

/* inet_ntop() knows no family but these two, and a client's address has one of them. */
static bool reads_no_address(const struct observation *seen)
{
    size_t calls = observed_calls(seen, WAY_ACCEPT);
    return seen->asked.step == STEP_SERVER_ACCEPT && calls > 0 && seen->returned &&
           seen->result == -1 && seen->error == EAFNOSUPPORT &&
           observed_call(seen, WAY_ACCEPT, calls - 1)->result == -1;
}

bool evidence_goes_on(const struct observation *seen)
{
    bool no_descriptor = false, no_length = false;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *one = &seen->calls[i];
        enum wire_way way = observed_way(one);
        if ((no_descriptor && one->fd == -1 && way != WAY_CLOSE && way != WAY_SOCKET) ||
            (no_length && evidence_transfers(one) && one->args[0] == -1))
            return true;
        bool failed = one->did && one->result == -1;
        no_descriptor |= failed && (way == WAY_SOCKET || way == WAY_ACCEPT);
        no_length |= failed && evidence_transfers(one);
    }
    return reads_no_address(seen);
}
