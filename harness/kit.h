/* kit.h - where the kit lies. */
#ifndef KIT_H
#define KIT_H

#include <stddef.h>

/* The path of NAME in the kit's folder ("lessons", "build/verdicts"; "" is the folder itself),
 * which is the one above the folder of the running program: relative where the kit lies in or below
 * the current directory, else absolute. Malloced; NULL with errno as readlink(2) or getcwd(2). */
char *kit_path(const char *name);

/* A text by printf(3); malloced, NULL without memory. */
__attribute__((format(printf, 1, 2))) char *kit_text(const char *format, ...);

/* A name for that directory, whatever the path to it: the same for the same directory, another for
 * another one. Letters and digits, fit for a file name. Malloced; NULL with errno as realpath(3).
 */
char *kit_name_of(const char *directory);

/* A name for these bytes, of the same kind: other bytes may have it, too, but hardly ever have.
 * Malloced; NULL without memory. */
char *kit_name_of_bytes(const void *bytes, size_t size);

#endif
