/* reset.h - gives a lesson its skeleton back. */
#ifndef RESET_H
#define RESET_H

#include "lessons.h"

/* Puts a copy of SKELETONS/<stem>.skeleton in the place of DIRECTORY/<stem>.c. What was there, a
 * link or a folder also, stays beside it as <stem>.c.bak or, where there is one, <stem>.c.2.bak,
 * .3.bak ...: no older one is ever overwritten, and until the new file is on the disk the old one
 * is not touched.
 *
 * Returns 0, *kept being the path of what was kept (malloced; NULL: there was nothing); 1 if the
 * file is the skeleton already, untouched; -1 with errno as open(2), write(2), link(2), rename(2),
 * and then the old file is in its place. */
int reset_lesson(const struct lesson *lesson, const char *directory, const char *skeletons,
                 char **kept);

#endif
