/* trouble.h - shortages of this machine: in a check that has met one nothing is said of a student.
 */
#ifndef JUDGE_TROUBLE_H
#define JUDGE_TROUBLE_H

#include <stdbool.h>

/* Whether ERROR is a shortage: no memory, no room, no descriptor, a disk that cannot be read. */
bool trouble_is(int error);

/* Notes that WHAT, words that stay, failed with ERROR, if that is a shortage. What is nobody's or
 * the student's doing, such as a process that has gone, is none. Keeps errno. */
void trouble_note(const char *what, int error);

/* The first that was noted, in words, with errno set to what it failed with; NULL: there was none.
 */
const char *trouble(void);

void trouble_forget(void);

#endif
