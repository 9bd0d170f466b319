/* reach.h - whether a submission could read what is not its own: solutions, tests, the class. */
#ifndef CLASS_REACH_H
#define CLASS_REACH_H

enum { REACH_PLACES = 8 };

/* Notes down what there is at those paths, which NULL ends, before the sandbox may hide it. */
void reach_note(const char *const *paths);

/* In the sandbox: the paths of which a confined program can read something, with a space before
 * each; "" if none. Malloced; NULL with errno if that cannot be tried. */
char *reach_find(void);

#endif
