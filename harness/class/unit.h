/* unit.h - one submission to its verdicts: the unit of grading, in a process of its own. */
#ifndef CLASS_UNIT_H
#define CLASS_UNIT_H

#include "class/intake.h"
#include "class/sandbox.h"

#include <stdio.h>

struct unit {
    const struct intake *intake;
    size_t index; /* which of its submissions */
    enum sandbox_level level;
    int slot;
    const char *store;    /* the folder of kept verdicts, one for all students; NULL: none */
    const char *identity; /* what they depend on: unit_identity() */
    bool fresh;           /* none of them is used */
};

/* Grades it, and writes one JSON value to RESULT: {"lessons": [verdicts], "notes": [texts], "kept":
 * [numbers of lessons that were not judged anew]}, or a text: the fault of the kit or the machine
 * for which there is none. To be called in a process that ends afterwards: it enters the sandbox,
 * once there is something to be judged, and never leaves it. */
void unit_grade(const struct unit *unit, FILE *result);

/* What a verdict depends on beside the file, at that level; malloced, NULL without memory. */
char *unit_identity(enum sandbox_level level);

/* In such a process, too: whether lessons can be judged at that level on this machine, and the paths
 * HIDDEN, which NULL ends, are hidden there. Writes to RESULT null; or a text: why not; or
 * {"readable": a text with a space before each path that is not hidden}. */
void unit_probe(enum sandbox_level level, const char *const *hidden, FILE *result);

#endif
