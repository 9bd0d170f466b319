/* feedback.h - what a student is told, in plain text: nothing in it steers what shows it, a line
 * that a student had a hand in is never at the margin, and it is bounded. */
#ifndef CLASS_FEEDBACK_H
#define CLASS_FEEDBACK_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>

/* What was found in the lesson of that verdict: each check that has failed, with its message, or
 * the compiler's words. TONED_DOWN: the names of checks and mistakes alone. Malloced, "" for a
 * lesson that is passed, NULL without memory. */
char *feedback_lesson(const json_t *lesson, bool toned_down);

/* The same of all lessons, one after the other. */
char *feedback_all(const json_t *result, bool toned_down);

/* "7 of 10 points, 7 of 10 lessons passed", and a line for each entry of "points" that is no
 * lesson's, such as lateness. Malloced, without a newline at the end. */
char *feedback_points(const json_t *result);

/* TEXT, malloced, as it is; or whole lines of it, LIMIT bytes at most, and how much there is more
 * of. It may be another place. */
char *feedback_bounded(char *text, size_t limit);

/* "3 Send and receive", malloced. */
char *feedback_title(const json_t *lesson);

/* How many of the lessons are passed. */
int feedback_passed(const json_t *result);

/* Whether that entry of "points" belongs to a lesson, to the one of that NUMBER unless that is 0.
 */
bool feedback_of_lesson(const json_t *entry, int number);

#endif
