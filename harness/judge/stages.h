/* stages.h - the runs of a lesson's checks: while one is at work, the next one is made ready, and
   the last one comes to its end. */
#ifndef JUDGE_STAGES_H
#define JUDGE_STAGES_H

#include "judge/launch.h"

/* Servers, which take turns, for runs of LIBRARY; SERVER is the one that they come from, as
   launch_server() gave it. The first run is begun. 0, or -1 with errno. */
int stages_open(int server, const char *library);

/* The run that has been made ready, and begins the next one; -1 in its `control` if there is none,
   with errno. A server that a step has ended is replaced. */
struct stage *stages_take(void);

/* Lets the run that was taken last end, without waiting for it. *LEFT_BEHIND, if that is not NULL,
   will be the number of processes that outlive the step, when stages_close() has returned. */
void stages_give_back(int *left_behind);

/* Ends all runs and servers. */
void stages_close(void);

#endif
