/* universal.h - the checks that every lesson has, and the words for a library that does not load.
 */
#ifndef JUDGE_UNIVERSAL_H
#define JUDGE_UNIVERSAL_H

#include "judge/scene.h"
#include "lessons.h"

/* The name of the check that a note of this kind fails, NULL if lesson NUMBER has none. */
const char *universal_check(enum note note, int number);
/* The name of a step's function. */
const char *universal_function(enum wire_step step);
/* "undefined symbol: client_recv" of dlopen(3), in words, for a file of LESSON. */
const char *universal_load_words(const char *said, const struct lesson *lesson);

#endif
