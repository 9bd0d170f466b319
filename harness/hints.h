/* hints.h - how far up the ladder of hints a student is, lesson by lesson. */
#ifndef HINTS_H
#define HINTS_H

#include "lessons.h"

struct ladder {
    int rung;         /* the last that was shown; 0: none */
    char mistake[40]; /* whose paragraph was shown last; "": none */
};

/* The ladder of LESSON as it was left in STORE, the folder of one directory's verdicts; the foot of
 * it if none was left. */
struct ladder hints_find(const char *store, const struct lesson *lesson);

/* Leaves it there. 0, or -1 with errno as mkdir(2), open(2) or write(2). */
int hints_keep(const char *store, const struct lesson *lesson, const struct ladder *ladder);

/* The ladder begins anew. */
void hints_forget(const char *store, const struct lesson *lesson);

#endif
