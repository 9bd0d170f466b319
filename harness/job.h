/* job.h - a program that runs beside this one, and what it prints. */
#ifndef JOB_H
#define JOB_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

struct job {
    pid_t pid;   /* 0: there is none */
    int output;  /* a descriptor for poll(2), -1 if there is no job */
    bool silent; /* it will print no more: the descriptor is that of its end */
    char *text;  /* what it has printed so far, 4 MiB of it at most, and '\0'; NULL: nothing */
    size_t size;
    int status; /* its exit status when it has ended; 128 and more: a signal */
};

struct job_command {
    const char *path;       /* NULL: the running program */
    char *const *arguments; /* NULL ends them */
    int input;              /* its standard input, the caller's; -1: an empty one */
    size_t columns;         /* how wide its lines are; 0: as they are here */
    int seconds;            /* of processor time, then SIGXCPU; it dies with this program, too,
                               by SIGKILL. 0: as many as it likes, and SIGTERM */
    bool errors;            /* what it writes to standard error is read, too; else it is lost */
};

/* Starts it, in a process group of its own. 0, or -1 with errno as pipe2(2) or fork(2). */
int job_start(struct job *job, const struct job_command *command);

/* Takes what it has printed: true if it has ended, and then job->text and job->status are all. */
bool job_read(struct job *job);

/* Asks it to end; if it does not, ends it with all of its group; forgets it. A job that is none is
 * left alone. */
void job_end(struct job *job);

#endif
