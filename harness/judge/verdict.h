/* verdict.h - what becomes of a lesson's checks, one after the other. */
#ifndef JUDGE_VERDICT_H
#define JUDGE_VERDICT_H

#include "judge/scene.h"
#include "lessons.h"

#include <jansson.h>

enum { MOST_CHECKS = 64, MOST_TOLD = 64 };

struct verdicts {
    const struct lesson *lesson;
    enum outcome outcomes[MOST_CHECKS]; /* in the order of the lesson's checks */
    bool taken[MOST_CHECKS];            /* it was run, and the verdict rests on that */
    struct slip notes;                  /* the first note of each kind ... */
    char *note_timelines[NOTES];        /* ... and its timeline, or NULL */
    int computed;                       /* checks that used up their processor time */
    json_t *checks, *mistakes;
    char told[MOST_TOLD][40]; /* mistakes whose advice has been given */
    int told_count;
    int passed[2], of[2], skipped[2]; /* by tier */
    bool failed, todo;
};

/* No checks yet. Free it with verdict_free(). */
struct verdicts verdict_new(const struct lesson *lesson);
void verdict_free(struct verdicts *v);

/* Names MISTAKE, unless it is named already or is "". */
void verdict_add_mistake(struct verdicts *v, const char *mistake);

/* One check, with what was found; of the MISTAKES, ids with a "+" between them, it is the first
   that is the check's. The advice on a mistake is given once. TIMELINE is text of JSON,
   NULL or "" if there is none. */
void verdict_add_check(struct verdicts *v, const char *name, enum tier tier, enum outcome outcome,
                       const char *mistakes, const char *message, const char *timeline);

/* A new reference to the lesson's object, with STATUS. */
json_t *verdict_document(const struct verdicts *v, const char *status);

/* TEXT as a JSON string; bytes that are not UTF-8 are replaced. */
json_t *verdict_text(const char *text);

#endif
