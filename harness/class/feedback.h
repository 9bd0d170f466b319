/* feedback.h - what a student is told of a lesson, in plain text. */
#ifndef CLASS_FEEDBACK_H
#define CLASS_FEEDBACK_H

#include <jansson.h>
#include <stdbool.h>

/* What was found in the lesson of that verdict: each check that has failed, with its message, or
 * the compiler's words. TONED_DOWN: the names of checks and mistakes alone. Malloced, "" for a
 * lesson that is passed, NULL without memory. */
char *feedback_lesson(const json_t *lesson, bool toned_down);

/* The same of all lessons, one after the other. */
char *feedback_all(const json_t *result, bool toned_down);

/* "3 Send and receive", malloced. */
char *feedback_title(const json_t *lesson);

/* How many of the lessons are passed. */
int feedback_passed(const json_t *result);

#endif
