/* observation.c - questions about what was seen. */
#include "judge/observation.h"

#include <errno.h>

#define CALL_NAME(id, name, way) [CALL_##id] = {name, way},
static const struct {
    const char *name;
    enum wire_way way;
} calls[CALLS] = {WIRE_CALLS(CALL_NAME)};

enum wire_way observed_way(const struct call_record *record) { return calls[record->call].way; }

const char *observed_name(const struct call_record *record) { return calls[record->call].name; }

size_t observed_calls(const struct observation *seen, enum wire_way way)
{
    size_t count = 0;
    for (size_t i = seen->first; i < seen->count; i++)
        count += observed_way(&seen->calls[i]) == way;
    return count;
}

const struct call_record *observed_call(const struct observation *seen, enum wire_way way, size_t n)
{
    for (size_t i = seen->first; i < seen->count; i++)
        if (observed_way(&seen->calls[i]) == way && n-- == 0)
            return &seen->calls[i];
    return NULL;
}

const struct call_record *observed_failure(const struct observation *seen)
{
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *record = &seen->calls[i];
        if (record->did && record->result == -1 && record->error != EINTR &&
            record->error != EAGAIN && observed_way(record) != WAY_LOOKUP)
            return record;
    }
    return NULL;
}

/* The stage paints the stack, and AddressSanitizer what malloc() gives: an int and a long of each.
 */
static bool is_paint(long number)
{
    return number == (int)0xA5A5A5A5 || number == (long)0xA5A5A5A5A5A5A5A5 ||
           number == (int)0xBEBEBEBE || number == (long)0xBEBEBEBEBEBEBEBE;
}

bool observed_unset(const struct observation *seen)
{
    return is_paint(seen->result) || is_paint(seen->result - seen->expected_result);
}
