/* verbs.h - what build/lab can do: one function a verb, which says all there is to say and returns
 * the exit status. */
#ifndef VERBS_VERBS_H
#define VERBS_VERBS_H

#include "check.h"
#include "command_line.h"

/* check.c */
int verb_board(const struct request *request);
int verb_check(const struct request *request);

/* watch.c */
int verb_watch(const struct request *request);

/* hint.c */
int verb_hint(const struct request *request);

/* solution.c */
int verb_solution(const struct request *request);
/* Whether this kit has the solution of LESSON. */
bool verb_has_solution(const struct lesson *lesson);

/* trace.c */
int verb_trace(const struct request *request);

/* programs.c */
int verb_serve(const struct request *request);
int verb_client(const struct request *request);
int verb_server(const struct request *request);
int verb_talk(const struct request *request);

/* final.c */
int verb_final(const struct request *request);

/* care.c */
int verb_reset(const struct request *request);
int verb_doctor(const struct request *request);
int verb_editors(const struct request *request);

/* class.c: the verb argv[1], with its own options, by the program that grades. */
int verb_class(int argc, char **argv);

/* For the verbs that begin by judging: the verdicts on CHOSEN. Returns FAULT, having said why, or
 * PASSED, which says nothing of the verdicts. The caller frees the outcome in any case. */
int verb_lessons(const struct request *request, const struct lesson *const *chosen, size_t count,
                 struct check_outcome *outcome);

/* The lesson that the command line names or, if it names none, the one at hand: the first that is
 * not passed; the last one if all are. NULL, having said why in either case: no such lesson, or a
 * fault. */
const struct lesson *verb_lesson_at_hand(const struct request *request);

/* The folder of what is kept of the lessons of this directory; malloced, NULL if it cannot be
 * named. */
char *verb_store(const struct request *request);

/* Says which lessons could not be judged for a fault of the kit or the machine: FAULT, or PASSED if
 * there is none. */
int verb_report_faults(const struct check_outcome *outcome);

#endif
