/* options.h - the command lines of grade, grade-one and merge. */
#ifndef CLASS_OPTIONS_H
#define CLASS_OPTIONS_H

#include "class/exports.h"
#include "class/grade.h"

#include <stdbool.h>

enum { MOST_FORMATS = 8 };

struct options {
    const char *out, *rules;
    struct intake_wish intake;
    enum sandbox_level level;
    bool level_given, resume;
    int jobs, shard, shards;
    const char *formats[MOST_FORMATS + 1]; /* NULL ends them */
    struct export_wish wish;
    char **arguments; /* COUNT of them */
    int count;
};

/* Reads the command line of VERB ("grade") with argp(3); says what is wrong, or the help that was
 * asked for, and then ends the program with 2, or 0. ARGUMENTS is the usage of those; at least
 * LEAST and at most MOST are taken. LETTERS are the options that the verb has. */
struct options options_read(int argc, char **argv, const char *arguments, const char *about,
                            const char *letters, int least, int most);

#endif
