/* patience.h - how long the judge looks on at a step that gets nowhere: so many looks, and so much
 * of the step's own processor time. */
#ifndef JUDGE_PATIENCE_H
#define JUDGE_PATIENCE_H

#include "judge/kernel.h"

#include <stdbool.h>

/* The step gets an order, and has all patience again; or it has said something. */
void patience_of_an_order(void);
void patience_of_an_event(void);

/* A call of the step's may wait for MS milliseconds in earnest: other threads are at work. */
void patience_of_a_wait(long ms);

/* It is time to look at the step again, although it, or its peer, is at work. */
bool patience_wants_a_look(void);

/* Counts a look at the step, which was as WAIT says; ASLEEP: nothing is on its way to it. Fails the
 * check of a step that sleeps or computes without end. */
void patience_look(bool asleep, const struct kernel_wait *wait);

/* Whether it has computed for too long, with this look. */
bool patience_is_used_up(const struct kernel_wait *wait);

#endif
