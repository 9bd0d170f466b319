/* page_inside.h - the parts of the report on a class, for page.c alone. */
#ifndef CLASS_PAGE_INSIDE_H
#define CLASS_PAGE_INSIDE_H

#include "class/result.h"
#include "lessons.h"

#include <stdbool.h>
#include <stdio.h>

enum { STATUSES = 5 };
/* The statuses of a lesson, in the order in which they are counted. */
extern const struct page_status {
    const char *name, *symbol;
} page_statuses[STATUSES];

/* Which of them a lesson has: an index. */
int page_status_of(const json_t *lesson);

/* What is counted over the whole class. */
struct page_sums {
    size_t students;
    size_t of[LESSON_COUNT][STATUSES];
    size_t stuck[LESSON_COUNT + 1]; /* students whose first lesson that is not passed is that; at
                                       the end those who have passed all */
    json_t *mistakes;               /* object: id -> {"students": n, "lessons": object} */
    const char *sandbox;            /* static text of the level, or "several levels" */
};

/* page_sums.c */
int page_sums_add(struct page_sums *sums, const json_t *result);
void page_put_sums(FILE *out, const struct page_sums *sums);

/* page_table.c */
void page_put_filter(FILE *out, const struct page_sums *sums);
void page_put_table_head(FILE *out);
void page_put_row(FILE *out, const json_t *result, size_t number);

/* page_student.c */
void page_put_student(FILE *out, const json_t *result, size_t number, bool toned_down);

/* What somebody is called: the name and the id, escaped. */
void page_put_name(FILE *out, const json_t *result);

#endif
