/* decode.h - what comes from the step's process, before anybody believes it. */
#ifndef JUDGE_DECODE_H
#define JUDGE_DECODE_H

#include "stage/wire.h"

#include <stdbool.h>
#include <stddef.h>

/* The SIZE bytes of one message as an event; whoever holds the socket may have sent them. False if
 * no stage says such a thing: then *EVENT is not to be read. What is in it is bounded: the kind,
 * the call, the truth values and numbers that sums are made of are in range, the text has an end.
 * Nothing else is promised, and no word of it is evidence. */
bool decode_event(const void *message, size_t size, struct wire_event *event);

#endif
