/* call_step.h - a lesson's library, and the call of one of its steps. */
#ifndef STAGE_CALL_STEP_H
#define STAGE_CALL_STEP_H

#include "stage/wire.h"

/* Loads LIBRARY; 0, or -1 and WHY (at most SIZE bytes) says what is wrong. */
int call_step_load(const char *library, char *why, size_t size);

/* Makes the call that ORDER asks for. What the step is to read lies in ARENA, and what it has
   written is left there. Returns the event that tells how it went. */
struct wire_event call_step(const struct wire_order *order, unsigned char *arena);

#endif
