/* bubble.h - what bubblewrap is told, bwrap(1), to keep a program in. */
#ifndef CLASS_BUBBLE_H
#define CLASS_BUBBLE_H

#include "confine.h"

/* The command for execvp(3) that runs PROGRAM in namespaces of its own: the system read-only, the
 * kit's TOOLS read-only, the folder RUN to write to for the compiler alone. Static; the file of the
 * filter, which it names, is open then. NULL with errno. */
char *const *bubble_words(enum confined which, const char *tools, const char *run,
                          char *const *program);

#endif
