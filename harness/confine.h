/* confine.h - the programs that meet what a student wrote, and who may keep them in. */
#ifndef CONFINE_H
#define CONFINE_H

#include <sys/types.h>

/* The compiler reads the file and writes a library; the stage loads that; the reader looks up its
 * lines. */
enum confined { CONFINED_COMPILER, CONFINED_STAGE, CONFINED_READER };

/* What keeps them in. At home nothing does: a student's own code runs as the student. */
struct confinement {
    /* Becomes the program in a sandbox, with these descriptors, limits and this folder; returns
     * only if it cannot, with errno. NULL: there is no sandbox. */
    void (*become)(enum confined which, char *const *words, char *const *environment);
    const char *base; /* a folder with tools/ (stage, include) and run/ (libraries); NULL: build/ */
    int filter;       /* a file with the filter of system calls that the step's process gets, as
                         seccomp(2) takes it; -1: none */
    uid_t uid;        /* whose processes they are; 0: this one's */
};
extern struct confinement confinement;

/* Becomes the program words[0], looked for in $PATH unless it has a slash, in the sandbox if there
 * is one. Returns only if it cannot, with errno as execve(2). */
void confine_become(enum confined which, char *const *words, char *const *environment);

/* The path of a tool of the stage's, "stage" or "include": malloced, NULL with errno. */
char *confine_tool(const char *name);

#endif
