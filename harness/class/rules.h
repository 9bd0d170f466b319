/* rules.h - the instructor's rules, out of one small file: verdicts to points. */
#ifndef CLASS_RULES_H
#define CLASS_RULES_H

#include <jansson.h>

struct rules;

/* Reads the rules in the file PATH (libconfig's format; harness/class/rules.cfg is the default one,
 * commented, which says what can be set). NULL: those defaults. Returns NULL with *WHY (malloced:
 * the file, the line, what is wrong) if they are not valid. */
struct rules *rules_read(const char *path, char **why);
void rules_free(struct rules *rules);

/* Sets "score", "max_score" and "points" of RESULT, one student's (class/result.h), from its
 * lessons and from when it was handed in. "points" is an array of {"what": text, "points": number,
 * "of": number}, whose sum is the score: each number can be traced to a rule. Where the rules have
 * a time and the result has one, "late" is what they say, whatever it was. Returns 0, or -1 without
 * memory. */
int rules_apply(const struct rules *rules, json_t *result);

/* Text that changes whenever a score may change; borrowed. */
const char *rules_identity(const struct rules *rules);

#endif
