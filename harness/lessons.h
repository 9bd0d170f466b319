/* lessons.h - the ten lessons: the one table of their numbers, names, functions and checks. */
#ifndef LESSONS_H
#define LESSONS_H

struct check; /* what a check is, only the judge knows */

enum { LESSON_COUNT = 10 };

struct lesson {
    int number;                        /* 1 to LESSON_COUNT */
    const char *stem;                  /* "03_client_exchange": the file's name without ".c" */
    const char *title;                 /* "Send and receive": 26 characters at most */
    const char *const *functions;      /* the steps that the file defines; NULL ends the list */
    const struct check *const *checks; /* in the order in which they build on each other; NULL
                                          ends the list */
};

/* In order: lessons[n - 1] is lesson n. */
extern const struct lesson lessons[LESSON_COUNT];

/* The lesson of that number, or NULL. */
const struct lesson *lesson_by_number(int number);

/* The lesson that somebody means by "3", "03", "03_client_exchange", "03_client_exchange.c" or a
 * path to that file ("lessons/03_client_exchange.c"); NULL for anything else. */
const struct lesson *lesson_from_text(const char *text);

#endif
