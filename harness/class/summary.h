/* summary.h - the files of a whole class, made of its results: grades.csv, report.html, exports. */
#ifndef CLASS_SUMMARY_H
#define CLASS_SUMMARY_H

#include "class/exports.h"

#include <stdbool.h>

struct summary_request {
    const char *out;
    const char *const *formats; /* of exports; NULL ends them */
    struct export_wish wish;
    const char *roster; /* NULL: none */
};

/* What the files say, in numbers. */
struct summary {
    size_t students, not_graded, unmatched;
    json_t *not_graded_list; /* of {"student", "submission", "why"} */
    json_t *missing;         /* numbers of the parts that have left nothing */
    json_t *strange;         /* names of results that belong to no submission */
    json_t *notes;           /* texts: what the instructor should know of the exports */
    json_t *lost;            /* ids whose result is not there although their part is done */
};

/* Makes them anew of what lies in OUT. Returns 0; -1 with *WHY (malloced), and then each file is as
 * it was or whole. Calls summary_free() in any case. */
int summary_make(const struct summary_request *request, struct summary *summary, char **why);
void summary_free(struct summary *summary);

#endif
