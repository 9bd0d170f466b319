/* programs.h - the student's own client and server, made of the lessons. */
#ifndef PROGRAMS_H
#define PROGRAMS_H

struct program {
    const char *name; /* also of its given source, lessons/<name>.c */
    int first, last;  /* the lessons that it is made of */
    const char *arguments;
    int fewest, most; /* how many */
};

extern const struct program program_client; /* client HOST PORT */
extern const struct program program_server; /* server IP PORT [BACKLOG] */

/* Compiles what has changed of the PROGRAM from the lesson files in DIRECTORY and links it below
 * BUILD, the kit's folder of that name. GIVEN is the folder of the given source and of steps.h
 * where DIRECTORY lacks them. Returns the path of the program; NULL: *why says what went wrong, the
 * compiler having written its own words to standard error. Both malloced. */
char *program_build(const struct program *program, const char *directory, const char *given,
                    const char *build, char **why);

#endif
