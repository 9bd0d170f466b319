/* job.h - a command of this kit, run in the background, and what it prints. */
#ifndef WATCH_JOB_H
#define WATCH_JOB_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct job {
    pid_t pid;  /* 0: there is none */
    int output; /* a descriptor for poll(2), -1 if there is no job */
    char *text; /* what it has printed so far, ended by '\0' */
    size_t size;
    int status; /* its exit status when job_read() has returned true; 128 and more: a signal */
};

/* Starts the running program with these arguments (NULL ends them), its input empty, both outputs
 * read here, its lines COLUMNS wide. 0, or -1 with errno as pipe2(2) or fork(2). */
int job_start(struct job *job, char *const *arguments, size_t columns);

/* Takes what it has printed: true if it has ended, and then job->text and job->status are all. */
bool job_read(struct job *job);

/* Asks it to end, waits until it has, and forgets it. A job that is none is left alone. */
void job_end(struct job *job);

#endif
