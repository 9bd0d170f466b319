/* judge.h - one lesson file to its verdict. */
#ifndef JUDGE_JUDGE_H
#define JUDGE_JUDGE_H

#include <jansson.h>
#include <stdbool.h>

struct lesson;

/* How a lesson is to be judged. */
struct judge_wish {
    bool timelines; /* of each check that is run, also of those that pass */
    int hands;      /* so many checks may be run at a time; no verdict depends on it */
};

/* Starts the stage server that all lessons of this run share; call once, before any judge_lesson()
   and before forking workers. 0, or -1 with errno and *WHY (static text) saying what to do. */
int judge_start(const char **why);

/* Between two lessons of the same run, in a sandbox: nothing that one has started meets the next. */
void judge_sweep(void);

/* Judges DIRECTORY/<stem>.c of LESSON: a new reference to the object of one lesson ("lesson",
   "file", "title", "status", "core", "stretch", "mistakes", "checks", "message" of a broken one,
   "warnings" of the compiler; a check that failed has a "timeline", as in judge/timeline.h, if so
   wished each that was run), or NULL when the kit itself or the machine is at fault, and *WHY
   says so (malloced, the caller frees it). */
json_t *judge_lesson(const struct lesson *lesson, const char *directory,
                     const struct judge_wish *wish, char **why);

/* Ends the stage server, and removes what the run has built. */
void judge_stop(void);

/* Text that changes whenever a verdict may change: the kit's binaries, the compiler, the machine;
   malloced, NULL without memory. */
char *judge_identity(void);

#endif
