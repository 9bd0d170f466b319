/* progress.h - how far a long run has come, on standard error. */
#ifndef CLASS_PROGRESS_H
#define CLASS_PROGRESS_H

#include "class/intake.h"

#include <stdbool.h>
#include <time.h>

struct progress {
    size_t done, count;
    bool terminal; /* one line that is written anew; else a line for each submission */
    struct timespec begun;
};

struct progress progress_new(size_t count);

/* Shows it, with the time left, on a terminal. */
void progress_show(const struct progress *progress);

/* Says what STUDENT has got, and on how many lessons the verdict was KEPT, where there is no
 * terminal. */
void progress_tell(const struct progress *progress, const struct submission *student,
                   const json_t *result, size_t kept);

/* Leaves the terminal's line free. */
void progress_end(const struct progress *progress);

#endif
