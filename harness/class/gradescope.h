/* gradescope.h - submission_metadata.yml of a Gradescope export: who has handed in what. */
#ifndef CLASS_GRADESCOPE_H
#define CLASS_GRADESCOPE_H

#include <jansson.h>

/* Reads the file: {"submission_123": {"submitted": "2026-11-26 ...", "people": [{"id", "name"}]}}.
 * The id is the student's number, or the e-mail address where there is none. NULL with *WHY
 * (malloced). */
json_t *gradescope_read(const char *path, char **why);

#endif
