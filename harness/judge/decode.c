/* decode.c - what comes from the step's process, before anybody believes it. */
#include "judge/decode.h"

#include <string.h>

/* More than any call of the step's gives, and too little for a sum of them to overflow. */
static const long most_result = 1L << 32, most_unasked = 1L << 20, most_bytes = 1L << 44;

static bool within(long number, long least, long most) { return number >= least && number <= most; }

/* A byte that is neither 0 nor 1 is no bool, and may not be looked at as one. */
static bool is_bool(const unsigned char *message, size_t offset) { return message[offset] <= 1; }

static bool bools_are(const unsigned char *message)
{
    return is_bool(message, offsetof(struct wire_event, input)) &&
           is_bool(message, offsetof(struct wire_event, output)) &&
           is_bool(message, offsetof(struct wire_event, listener)) &&
           is_bool(message, offsetof(struct wire_event, timed));
}

/* What a step returns may be any number; what its calls did is the stage's word. */
static bool numbers_are(const struct wire_event *event)
{
    return within(event->unasked, 0, most_unasked) && within(event->unasked_in, 0, most_bytes) &&
           (event->kind == EVENT_RETURNED || (within(event->offset, -1, ARENA_SIZE) &&
                                              within(event->result, -most_result, most_result)));
}

bool decode_event(const void *message, size_t size, struct wire_event *event)
{
    if (size != sizeof *event || !bools_are(message))
        return false;
    memcpy(event, message, sizeof *event);
    event->text[sizeof event->text - 1] = '\0';
    return event->kind <= EVENT_RETURNED && event->call < CALLS && numbers_are(event);
}
