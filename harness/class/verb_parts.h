/* verb_parts.h - what the verbs of grading have in common. */
#ifndef CLASS_VERB_PARTS_H
#define CLASS_VERB_PARTS_H

#include "class/options.h"

/* Reads the rules, opens what the first argument names, looks whether it can be judged where it
 * sees nothing that is not its own, and calls GRADE with it. Returns the exit status; what is wrong was said. */
typedef struct intake *verb_open(const char *path, const struct intake_wish *wish, char **why);
int verb_with_intake(const struct options *options, verb_open *open,
                     int (*grade)(const struct options *options, const struct intake *intake,
                                  const struct rules *rules));

/* Says who was not graded, and why. */
void verb_say_not_graded(const json_t *not_graded);

/* Makes the class's files in options->out, and says what they are. Returns the exit status. */
int verb_summary(const struct options *options);

/* How who runs this asks for an interrupted grading to go on: by make, or by the program itself. */
const char *verb_to_resume(void);

#endif
