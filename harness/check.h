/* check.h - judges several lessons at a time, and only those that have changed. */
#ifndef CHECK_H
#define CHECK_H

#include "lessons.h"

#include <jansson.h>
#include <stdbool.h>

struct check_request {
    const struct lesson *const *lessons; /* which, each once; so is the outcome ordered */
    size_t count;
    const char *directory; /* where their files are, as messages name it */
    const char *store;     /* the folder of kept verdicts; NULL: none are used, none are kept */
    bool fresh;            /* judges also what has not changed */
    bool timelines;        /* of each check, also of those that pass */
};

struct check_outcome {
    json_t *verdicts; /* array: the object of each lesson that could be judged, in order */
    json_t
        *faults; /* array of texts: what went wrong with the kit or the machine; normally empty */
    int signal;  /* SIGINT or another that ended it early; 0 */
};

/* Judges each lesson in a process of its own, as many at a time as there are processors. Returns 0,
 * also if there are faults; -1 with EINTR if a signal ended it: all processes that it began are
 * gone then, and the verdicts are those that were there. -1 with ENOMEM. Calls check_free() in any
 * case.
 *
 * While it runs, SIGINT, SIGTERM and SIGHUP are blocked, TMPDIR is a folder that is removed at the
 * end, and processes that lost their parents become children of this one, to be ended. */
int check_lessons(const struct check_request *request, struct check_outcome *outcome);

void check_free(struct check_outcome *outcome);

/* The verdict's lesson status: "passed", "failed" ...; "" if it has none. */
const char *verdict_status(const json_t *verdict);

/* Whether all verdicts are "passed" and there are no faults. */
bool check_all_passed(const struct check_outcome *outcome);

#endif
