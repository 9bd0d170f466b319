/* names.h - names that others have chosen: of files, folders and students. */
#ifndef CLASS_NAMES_H
#define CLASS_NAMES_H

#include <stdbool.h>
#include <stddef.h>

struct lesson;

/* The bytes of NAME as text: what is no UTF-8, and control characters, as \xHH. Malloced. */
char *names_text(const char *name);

/* The lesson whose file that is: NN_stem.c in any case, and what browsers and course systems add
 * before the dot: -1, (1), " (1)", _1, " - Copy", " copy". NULL: of none. */
const struct lesson *names_lesson(const char *file);

/* NAME without the ending that archives have, malloced; all of it if it has none. */
char *names_without_ending(const char *name);

/* Whether it has such an ending. */
bool names_archive(const char *name);

/* A folder or file that no student means to hand in: hidden, of a tool, or the kit's own. */
bool names_noise(const char *name);

/* Whether the two are equal but for the case of ASCII letters and spaces around them. */
bool names_same(const char *one, const char *other);

#endif
