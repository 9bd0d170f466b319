/* hands.h - who carries out the checks of a lesson: this process, and others beside it. */
#ifndef JUDGE_HANDS_H
#define JUDGE_HANDS_H

#include "judge/timeline.h"
#include "lessons.h"

/* What came of a check, in memory that all hands share. */
struct result {
    enum { RESULT_NONE, RESULT_BEGUN, RESULT_THERE } state;
    struct slip slip;
    struct timelines timelines;
    int left_behind; /* processes, when the hand that ran the check has closed its stages */
};

/* Runs CHECK in a process of its own and leaves its result in the assignment's slip and timelines.
   -1: the kit failed, WHY. */
typedef int run_check_fn(const struct check *check, char **why);

/* Opens stages for LIBRARY, and carries out the checks of LESSON ahead, HANDS of them at a time,
   but for those that build on one which is known not to have passed. With fewer than two hands it
   leaves all to hands_result(). What is run in vain does not matter: only what is asked for does,
   and that is the same in any order. 0, or -1 with errno; hands_close() in either case. */
int hands_open(int server, const char *library, const struct lesson *lesson, int hands,
               run_check_fn *run);
void hands_close(void);

/* The result of check I, which is run now if nobody has done so. NULL: the kit failed, WHY. */
struct result *hands_result(const struct lesson *lesson, int i, run_check_fn *run, char **why);

/* How many processes the step left behind in check I, which passed; stages_close() has been called.
 */
int hands_left_behind(int i);

#endif
