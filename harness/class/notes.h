/* notes.h - what a teacher should know of a submission: a bounded list of bounded texts. */
#ifndef CLASS_NOTES_H
#define CLASS_NOTES_H

#include <jansson.h>

/* Adds "WHAT: WHY" to NOTES, an array; WHAT may be any bytes. */
void notes_add(json_t *notes, const char *what, const char *why);

#endif
