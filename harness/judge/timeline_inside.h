/* timeline_inside.h - the moments of a timeline, between those who note them and those who tell. */
#ifndef JUDGE_TIMELINE_INSIDE_H
#define JUDGE_TIMELINE_INSIDE_H

#include "judge/timeline.h"

enum kind { KIND_STEP, KIND_WAITS, KIND_CALL, KIND_RETURN, KIND_PEER };

struct moment {
    enum kind kind;
    struct call_record record; /* of a call */
    enum action action;        /* of the peer */
    const char *text;
    size_t from, size; /* the bytes that moved, as places in their stream */
    bool unknown;      /* which bytes they are */
    long again;        /* so many times more the same, which have moved nothing */
};

/* Of very many moments the first and the last are kept. */
enum { FIRST = 80, LAST = 80, MOST_INBOUND = 1 << 16 };

struct timeline {
    struct moment moments[FIRST + LAST];
    size_t count; /* those that are not kept included */
    int scenes_before;
    unsigned char *inbound; /* what the peer has sent, from the beginning */
    size_t inbound_size;
    size_t sent, received; /* by the step */
    long unasked;          /* calls whose bytes nobody counted */
};
extern struct timeline timeline;

/* Where the moment of that number is kept. */
static inline size_t place_of(size_t n) { return n < FIRST ? n : FIRST + (n - FIRST) % LAST; }

/* The next moment, empty but for its kind. */
struct moment *timeline_add(enum kind kind);

#endif
