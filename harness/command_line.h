/* command_line.h - the command line of build/lab, and what its verbs say when they cannot go on. */
#ifndef COMMAND_LINE_H
#define COMMAND_LINE_H

#include <stdbool.h>

/* Exit statuses: all that was asked for passed; some lesson did not; the kit itself or the command
 * line is at fault. */
enum { PASSED = 0, NOT_PASSED = 1, FAULT = 2 };

/* What the command line says. */
struct request {
    const char *lessons_given; /* --lessons; NULL: the kit's own */
    char *directory;           /* that of the lessons */
    char *build;               /* the kit's folder of that name */
    bool json, fresh, timelines, html, replay, again, anyway;
    const char *check; /* a number or words of its name; NULL: not said */
    int port;
    const char *ip;   /* NULL: not said */
    char **arguments; /* what is no option; NULL ends them */
    int count;
};

struct verb {
    const char *name;
    int (*run)(const struct request *request); /* returns the exit status */
    const char *help;                          /* one line */
    const char *arguments;                     /* in the usage line; "": none are taken */
    const char *options;                       /* the letters of those that it takes */
    const char *more;                          /* for --help */
};

/* Fills what REQUEST says of options and arguments, of argv[1] and on. Returns -1 to go on; else
 * the exit status: --help was answered, or what is wrong was said. */
int command_line_parse(const struct verb *verb, int argc, char **argv, struct request *request);

/* Says on standard error what is wrong. Returns FAULT. */
__attribute__((format(printf, 1, 2))) int say_fault(const char *format, ...);

/* Writes out what standard output still holds. Returns STATUS; FAULT, having said so, if that or
 * anything before it could not be written. */
int end_output(int status);

#endif
