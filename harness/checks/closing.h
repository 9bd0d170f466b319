/* closing.h - what lessons 4 and 10 have in common: closing a connection. */
#ifndef CHECKS_CLOSING_H
#define CHECKS_CLOSING_H

#include "judge/script.h"

/* Each makes a run with a connection, on which something that was sent is on its way, and returns
   the step's descriptor of it, which has neighbours. The peer ends when the end has come. */
int closing_connection(void);
/* The same; its number goes by how many NEIGHBOURS it has. */
int closing_beside(int neighbours);
/* The peer has sent SIZE bytes, which nobody has read, and sends more when it sees the end: it
   still answers. */
int closing_with_input(int neighbours, int size);
/* The peer has sent INPUT bytes and ended its side, and has yet to read what was sent to it: more
   than its buffer takes. It does so when the step has returned, or waits. */
int closing_read_late(int input);
/* The peer has reset it; it does so while the step waits for its end. */
int closing_reset(void);
int closing_reset_late(void);
/* A fault may keep the end from going out: the peer does not wait for it. */
int closing_with_faults(void);
/* Expects that the peer has got what was sent. */
void closing_all_received(void);
/* How many neighbours a descriptor may have: another number than the last time, so that of two
   scenes in one process each has a descriptor of its own number. */
int closing_some(void);
/* Descriptors of the caller's, which a closing step has to leave alone. */
void closing_neighbours(int count);

/* FD, whose number was to be taken again (reuse_number), was closed, and not a second time. */
void closing_released_once(int fd);

/* What the checks do, for the function STEP. */
void closing_releases(enum wire_step step);
void closing_ends(enum wire_step step);
void closing_returns_zero(enum wire_step step);
void closing_releases_zero(enum wire_step step);
void closing_releases_once(enum wire_step step);
void closing_releases_after_reset(enum wire_step step);
void closing_succeeds_after_reset(enum wire_step step);
void closing_refuses_no_descriptor(enum wire_step step);
void closing_survives_faults(enum wire_step step);
void closing_drains(enum wire_step step);
/* SCENE makes a run and returns the descriptor that is to be closed. */
void closing_interrupted(enum wire_step step, int (*scene)(void));

/* The checks of a connection: STEP is the function, OTHER what the one at its other end is. */
#define CLOSING_CHECKS(STEP, OTHER)                                                                \
    CHECK(releases, CORE, STEP, "releases the descriptor") { closing_releases(STEP_##STEP); }      \
    CHECK(ends, CORE, STEP, "the " OTHER " gets all data, then the end of the stream", &releases)  \
    {                                                                                              \
        closing_ends(STEP_##STEP);                                                                 \
    }                                                                                              \
    CHECK(returns_zero, CORE, STEP, "returns 0", &releases) { closing_returns_zero(STEP_##STEP); } \
    CHECK(releases_once, CORE, STEP, "releases the descriptor once only", &releases)               \
    {                                                                                              \
        closing_releases_once(STEP_##STEP);                                                        \
    }                                                                                              \
    CHECK(releases_after_reset, CORE, STEP, "releases it, and once, after a reset too",            \
          &releases_once)                                                                          \
    {                                                                                              \
        closing_releases_after_reset(STEP_##STEP);                                                 \
    }                                                                                              \
    CHECK(succeeds_after_reset, CORE, STEP, "returns 0 after a reset too", &returns_zero,          \
          &releases_after_reset)                                                                   \
    {                                                                                              \
        closing_succeeds_after_reset(STEP_##STEP);                                                 \
    }                                                                                              \
    CHECK(releases_zero, CORE, STEP, "releases descriptor 0 like any other", &returns_zero)        \
    {                                                                                              \
        closing_releases_zero(STEP_##STEP);                                                        \
    }                                                                                              \
    CHECK(refuses_no_descriptor, CORE, STEP, "reports a number that is no descriptor",             \
          &returns_zero)                                                                           \
    {                                                                                              \
        closing_refuses_no_descriptor(STEP_##STEP);                                                \
    }                                                                                              \
    CHECK(survives_faults, CORE, STEP, "releases it once, whatever call fails",                    \
          &succeeds_after_reset, &refuses_no_descriptor)                                           \
    {                                                                                              \
        closing_survives_faults(STEP_##STEP);                                                      \
    }                                                                                              \
    CHECK(drains, STRETCH, STEP, "the " OTHER " gets the end, and no reset, over unread input",    \
          &ends)                                                                                   \
    {                                                                                              \
        closing_drains(STEP_##STEP);                                                               \
    }

#define CLOSING_CORE_LIST                                                                          \
    &releases, &ends, &returns_zero, &releases_zero, &releases_once, &releases_after_reset,        \
        &succeeds_after_reset, &refuses_no_descriptor, &survives_faults

#endif
