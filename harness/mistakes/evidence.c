/* evidence.c - what the discriminators of several mistakes ask. */
#include "mistakes/evidence.h"

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
