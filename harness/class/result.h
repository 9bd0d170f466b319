/* result.h - one student's result, as it lies in results/ID.json:
 *
 *     {"student": "s1042", "name": "Ada Lovelace", "submission": "ada_1042_9_lab.zip",
 *      "submitted": "2026-11-26T23:58:10Z", "late": false, "sandbox": "full",
 *      "score": 7.5, "max_score": 10, "points": [{"what": "...", "points": 1, "of": 1}],
 *      "notes": ["..."], "lessons": [ten objects as `check --json` gives them]}
 *
 * "name" and "submitted" are missing where they are not known. The first failed check of a lesson
 * may have a "timeline" (judge/timeline.h). A submission that could not be graded for a fault of
 * the kit or the machine has no result; it is listed. */
#ifndef CLASS_RESULT_H
#define CLASS_RESULT_H

#include <jansson.h>

/* The file name of the result of student ID: letters, digits, '.', '-', '_', '@' and '+' stay,
 * other bytes become %HH, as does a '.' or '-' at the beginning; a long one ends with a number made
 * of all of it. With ".json"; different ids have different names. Malloced. */
char *result_file_name(const char *id);

/* All that a class's files are made of. */
struct class_results {
    const char *folder; /* DIR, which has results/ */
    char **files;       /* names in results/, ordered by student id */
    size_t count;
    const json_t *unmatched;  /* array of {"what", "why"} */
    const json_t *not_graded; /* array of {"student", "submission", "why"} */
    const char *roster;       /* the roster's path; NULL: none */
};

/* The result in the file FILES[INDEX], read anew: a class is not kept in memory. A new reference;
 * NULL with *WHY (malloced). */
json_t *class_result(const struct class_results *results, size_t index, char **why);

#endif
