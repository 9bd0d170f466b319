/* archives.h - what lies in an archive, of whatever form libarchive knows. */
#ifndef CLASS_ARCHIVES_H
#define CLASS_ARCHIVES_H

#include <stdbool.h>
#include <stddef.h>
#include <time.h>

/* One regular file of an archive. PATH has no "..", no "." and no "/" at its beginning. DATA is its
 * content; NULL if that is not wanted, or could not be read, which NOTE has said. Returns 0 to go
 * on, -1 with errno to stop. */
typedef int archives_visit(void *context, const char *path, time_t when, const char *data,
                           size_t size);

/* Says what was left out, and why. */
typedef void archives_note(void *context, const char *what, const char *why);

struct archives_limits {
    size_t entries, single, total; /* how many, bytes of a file, bytes of all that is read */
    size_t passed; /* bytes of all that must be unpacked to get from one file to the next */
    int depth;     /* folders in a path */
};

/* Visits the files of the archive in FILE, a regular file, which is called NAME. WANTED says which
 * are to be read; the others count all the same. What it has used of the limits is taken off them:
 * several archives of one hand share them. Links, devices, and paths that lead out of it are
 * left out. Returns 0; 1 if it is no archive; 2 if it ended early, damaged or with more than the
 * limits allow, which NOTE has said; -1 with errno if VISIT has failed. The locale must be one of
 * UTF-8, or names of other alphabets cannot be read. */
int archives_each(int file, const char *name, struct archives_limits *limits,
                  bool (*wanted)(const char *path), archives_visit *visit, archives_note *note,
                  void *context);

#endif
