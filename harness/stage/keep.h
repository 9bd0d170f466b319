/* keep.h - what keeps a step in where its process has a world of its own: a sandbox. */
#ifndef STAGE_KEEP_H
#define STAGE_KEEP_H

#include <stdbool.h>
#include <sys/types.h>

/* In the first process of the stage: looks what kind of world this is. */
void keep_start(void);

/* How often keep_exceeded() must be called, in milliseconds; -1: there is nothing to watch. */
int keep_interval(void);

/* Takes the filter of system calls that lies in FILE, for every run from now on; closes FILE. */
void keep_filter(int file);

/* In the server of one lesson, before its first run: gives it folders for temporary files that no
 * other has. Nothing where the world is everybody's. -1 with errno: it cannot be. */
int keep_begin(void);

/* In the step's process, before any of the student's code: nothing that it may do now can be
 * undone. -1 with errno: it cannot be kept in. */
int keep_in(void);

/* Whether the processes below this one have used up the memory that a step may have. */
bool keep_exceeded(void);

/* Ends all that lives in this world beside its first process, which calls this. */
void keep_sweep(void);

/* After a run: no file of it is left for the next one. */
void keep_tidy(void);

#endif
