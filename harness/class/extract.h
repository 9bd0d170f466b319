/* extract.h - the ten lesson files out of what somebody has handed in. */
#ifndef CLASS_EXTRACT_H
#define CLASS_EXTRACT_H

#include <jansson.h>

/* A place where files of a submission are. */
struct root {
    char *path; /* a folder, an archive or a file */
    char *file; /* the name that a file was handed in by; NULL: that of the path */
};

/* Writes those of the lesson files that are found anywhere in the ROOTS into FOLDER, as <stem>.c:
 * of several for a lesson the one that class/choices.h says. NOTES gets what a teacher should know.
 * 0; -1 with *WHY (malloced) if the machine is at fault. */
int extract_lessons(const struct root *roots, size_t count, const char *folder, json_t *notes,
                    char **why);

#endif
