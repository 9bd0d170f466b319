/* member.h - what stands in a verdict; members that are missing or of another type count as empty.
 */
#ifndef REPORT_MEMBER_H
#define REPORT_MEMBER_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* The text under KEY, or "". */
const char *member_text(const json_t *object, const char *key);

/* The number under KEY, in the object under GROUP if that is not NULL; 0 if it is none from 0 to
 * 9999. */
int member_number(const json_t *object, const char *group, const char *key);

/* The text under KEY is TEXT. */
bool member_is(const json_t *object, const char *key, const char *text);

/* How many of the CHECKS from FROM on have this status and, if that is not NULL, this message. */
int member_count(const json_t *checks, size_t from, const char *status, const char *message);

/* A star of the lesson is not earned yet, of those that this machine can show. */
bool member_lacks_stars(const json_t *verdict);

#endif
