/* exports.h - results in the formats of other systems. */
#ifndef CLASS_EXPORTS_H
#define CLASS_EXPORTS_H

#include "class/result.h"

#include <stdbool.h>
#include <stdio.h>

struct export_wish {
    const char
        *worksheet;  /* the CSV file that Moodle or Canvas gave, to be filled in; NULL: none */
    bool toned_down; /* feedback names the mistakes and says no bytes */
};

/* Whether there is a format of that name; it is listed in *NAMES ("gradescope, prairielearn, ...").
 */
bool export_is_known(const char *format, const char **names);

/* Whether the format is made of each student's result, and can be had for a single one. */
bool export_is_single(const char *format);

/* Writes RESULT, one student's, in that format. Returns 0, or -1 with errno. */
int export_one(const char *format, FILE *out, const json_t *result, const struct export_wish *wish);

/* Writes the class's files of that format into DIR/exports/FORMAT/ (each whole or not at all).
 * Returns 0, where *WHY (malloced) is what the instructor should know, or NULL; or -1 with *WHY. */
int export_class(const char *format, const struct class_results *results,
                 const struct export_wish *wish, char **why);

/* Writes DIR/grades.csv: a row a student, ordered by id: student, name, score, max_score, each
 * lesson's status, stars, late, sandbox. Cells that a spreadsheet would run are neutralised. */
int export_grades(const struct class_results *results, char **why);

#endif
