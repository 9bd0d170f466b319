/* verb_parts.h - what the verbs of grading have in common. */
#ifndef CLASS_VERB_PARTS_H
#define CLASS_VERB_PARTS_H

#include "class/options.h"

/* Whether lessons can be judged at the level that is wanted; else says why not, and what to do. */
bool verb_level_works(const struct options *options);

/* Says who was not graded, and why. */
void verb_say_not_graded(const json_t *not_graded);

/* Makes the class's files in options->out, and says what they are. Returns the exit status. */
int verb_summary(const struct options *options);

#endif
