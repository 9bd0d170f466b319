/* grade.h - grades the submissions of a class, several at a time. */
#ifndef CLASS_GRADE_H
#define CLASS_GRADE_H

#include "class/intake.h"
#include "class/rules.h"
#include "class/sandbox.h"

#include <jansson.h>
#include <stdbool.h>

struct grade_request {
    const struct intake *intake;
    const struct rules *rules;
    enum sandbox_level level;
    int jobs;          /* submissions at a time, 1 to SANDBOX_SLOTS */
    int shard, shards; /* this is part SHARD (from 1) of SHARDS: each SHARDS-th submission */
    const char *out;   /* the class's folder, with results/ and verdicts/ in it */
    bool fresh;        /* no kept verdict is used */
};

struct grade_outcome {
    json_t *students;    /* array of the ids of this shard, in order */
    json_t *not_graded;  /* array of {"student", "submission", "why"} */
    size_t graded, kept; /* submissions; and those of which no lesson was judged anew */
    int signal;          /* that ended it early; 0 */
};

/* Grades them: a file in out/results/ for each, written whole or not at all. A fault of the kit or
 * the machine is tried again twice, then listed. Says how far it has come on standard error.
 * Returns 0, also if some were not graded; -1 with errno, EINTR after a signal. Calls grade_free()
 * in any case. */
int grade_class(const struct grade_request *request, struct grade_outcome *outcome);
void grade_free(struct grade_outcome *outcome);

/* The result (class/result.h) of the one submission at INDEX; a new reference, or NULL with *WHY
 * (malloced) for a fault, errno EINTR after a signal. */
json_t *grade_one(const struct grade_request *request, size_t index, char **why);

/* Whether lessons can be judged at LEVEL here, and no submission can read the paths HIDDEN, which
 * NULL ends. Else *WHY not, or those of them that are *READABLE, with a space before each; both
 * malloced, NULL if it is not that. */
bool grade_level_works(enum sandbox_level level, const char *const *hidden, char **why,
                       char **readable);

#endif
