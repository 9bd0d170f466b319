/* page_inside.h - the parts of the report on a class, for page*.c alone. */
#ifndef CLASS_PAGE_INSIDE_H
#define CLASS_PAGE_INSIDE_H

#include "class/result.h"
#include "lessons.h"
#include "mistakes/mistakes.h"

#include <stdbool.h>
#include <stdio.h>

/* --- page_words.c: what stands in a result, escaped and bounded ------------------------------- */

enum { STATUSES = 5 };
/* The statuses of a lesson, in the order in which they are counted; the first is "passed". */
extern const struct page_status {
    const char *name, *symbol;
} page_statuses[STATUSES];

/* The verdict on lesson NUMBER, borrowed; NULL if there is none. */
const json_t *page_lesson(const json_t *result, int number);

/* Which of the statuses it has: an index; without a verdict it is missing. */
int page_status_of(const json_t *lesson);

/* Writes the first LIMIT bytes of TEXT, which may be NULL, and how much there is more of it. */
void page_put_bounded(FILE *out, const char *text, size_t limit);
enum { PAGE_NAME = 100, PAGE_LINE = 400, PAGE_STORY = 6 << 10 }; /* such limits */

/* What somebody is called: the name and the id. */
void page_put_name(FILE *out, const json_t *result);

/* --- page_mistakes.c: which mistakes are common ----------------------------------------------- */

struct page_mistake {
    const struct mistake *mistake;
    size_t students;         /* who have made it */
    size_t of[LESSON_COUNT]; /* who have made it in that lesson */
    size_t last;             /* the number of the student who was counted last */
};

struct page_mistakes {
    struct page_mistake *list;
    size_t count;
};

/* Counts those of RESULT, of student NUMBER. Returns 0, or -1 with errno. */
int page_mistakes_add(struct page_mistakes *mistakes, const json_t *result, size_t number);
void page_put_mistakes(FILE *out, struct page_mistakes *mistakes, size_t students);

/* --- page_sums.c: the class as a whole -------------------------------------------------------- */

struct page_sums {
    size_t students;
    size_t of[LESSON_COUNT][STATUSES];
    size_t stuck[LESSON_COUNT + 1]; /* students whose first lesson that is not passed is that; at
                                       the end those who have passed all */
    struct page_mistakes mistakes;
    const char *sandbox; /* static text of the level, or "several levels" */
};

/* Returns 0, or -1 with errno. */
int page_sums_add(struct page_sums *sums, const json_t *result);
void page_put_sums(FILE *out, const struct page_sums *sums);

/* --- page_table.c: each student's statuses ---------------------------------------------------- */

void page_put_filter(FILE *out, const struct page_mistakes *mistakes);
void page_put_table_head(FILE *out);
void page_put_row(FILE *out, const json_t *result, size_t number);

/* --- page_student.c, page_timeline.c: the part on one student --------------------------------- */

void page_put_student(FILE *out, const json_t *result, size_t number, bool toned_down);

/* The picture of the first failed check of LESSON, if it has left a timeline. Of a long one the
 * beginning is shown, and what is around the point at which it departs. */
void page_put_timeline(FILE *out, const json_t *lesson);

#endif
