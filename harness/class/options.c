/* options.c - the command lines of grade, grade-one and merge. */
#include "class/options.h"

#include "command_line.h"

#include <argp.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct argp_option all[] = {
    {"out", 'o', "DIR", 0, "the folder of the class's files; it is made", 0},
    {"jobs", 'j', "N", 0, "how many submissions at a time (as many as processors)", 0},
    {"shard", 's', "I/N", 0, "part I of N of the class, for several machines", 0},
    {"resume", 'c', NULL, 0,
     "go on in a folder that has results: verdicts on files that have not "
     "changed are kept",
     0},
    {"roster", 'r', "FILE.csv", 0, "who is in the class: ids and names", 0},
    {"name-regexp", 'n', "REGEXP", 0, "how names tell the student's id: its first group", 0},
    {"rules", 'u', "FILE", 0, "points and late rules (harness/class/rules.cfg)", 0},
    {"sandbox", 'b', "LEVEL", 0, "full, reduced or none (full)", 0},
    {"export", 'e', "FORMAT", 0,
     "gradescope, prairielearn, autolab, github-classroom, vpl, junit, "
     "moodle or canvas; may be given several times",
     0},
    {"worksheet", 'w', "FILE.csv", 0, "the table that Moodle or Canvas gave, to be filled in", 0},
    {"names-only", 't', NULL, 0, "feedback names the mistakes, and shows no bytes", 0},
};
enum { OPTIONS = sizeof all / sizeof *all, MOST_ARGUMENTS = 256 };

struct parsing {
    struct options *options;
    int least, most;
};

static int processors(void)
{
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count > 0 ? count : 1;
}

static bool take_number(const char *text, int most, int *number)
{
    char *end = NULL;
    long value = strtol(text, &end, 10);
    *number = (int)value;
    return end != text && *end == '\0' && value >= 1 && value <= most;
}

static bool take_shard(const char *text, struct options *options)
{
    char tail;
    return sscanf(text, "%d/%d%c", &options->shard, &options->shards, &tail) == 2 &&
           options->shard >= 1 && options->shards <= 9999 && options->shard <= options->shards;
}

static void take_format(const char *name, struct argp_state *state, struct options *options)
{
    const char *names;
    int count = 0;
    if (!export_is_known(name, &names))
        argp_error(state, "--export %s: the formats are %s", name, names);
    while (options->formats[count] != NULL)
        count++;
    if (count < MOST_FORMATS)
        options->formats[count] = name;
}

static void take_argument(char *argument, struct argp_state *state, struct options *options,
                          int most)
{
    static char *arguments[MOST_ARGUMENTS];
    if (options->count == most || options->count == MOST_ARGUMENTS)
        argp_error(state, "one too many: %s", argument);
    arguments[options->count++] = argument;
    options->arguments = arguments;
}

static error_t take(int letter, char *value, struct argp_state *state)
{
    struct parsing *parsing = state->input;
    struct options *options = parsing->options;
    switch (letter > 255 && letter < 512 ? letter - 256 : letter) {
    case 'o':
        options->out = value;
        break;
    case 'j':
        if (!take_number(value, SANDBOX_SLOTS, &options->jobs))
            argp_error(state, "--jobs %s: a number from 1 to %d", value, SANDBOX_SLOTS);
        break;
    case 's':
        if (!take_shard(value, options))
            argp_error(state, "--shard %s: two numbers such as 1/4", value);
        break;
    case 'c':
        options->resume = true;
        break;
    case 'r':
        options->intake.roster = value;
        break;
    case 'n':
        options->intake.name_regexp = value;
        break;
    case 'u':
        options->rules = value;
        break;
    case 'b':
        options->level_given = true;
        if (!sandbox_level_from(value, &options->level))
            argp_error(state, "--sandbox %s: full, reduced or none", value);
        break;
    case 'e':
        take_format(value, state, options);
        break;
    case 'w':
        options->wish.worksheet = value;
        break;
    case 't':
        options->wish.toned_down = true;
        break;
    case ARGP_KEY_ARG:
        take_argument(value, state, options, parsing->most);
        break;
    case ARGP_KEY_END:
        if (options->count < parsing->least)
            argp_error(state, "something is missing: %s", state->root_argp->args_doc);
        break;
    default:
        return ARGP_ERR_UNKNOWN;
    }
    return 0;
}

struct options options_read(int argc, char **argv, const char *arguments, const char *about,
                            const char *letters, int least, int most)
{
    struct options options = {.level = SANDBOX_FULL, .jobs = processors(), .shard = 1, .shards = 1};
    struct parsing parsing = {&options, least, most};
    struct argp_option own[OPTIONS + 1] = {{0}};
    char name[64];
    for (int i = 0, n = 0; i < OPTIONS; i++)
        if (strchr(letters, all[i].key) != NULL) {
            own[n] = all[i];
            own[n++].key += 256; /* long names only: the letters are none of the user's business */
        }
    struct argp argp = {own, NULL, arguments, about, NULL, NULL, NULL};
    snprintf(name, sizeof name, "build/lab %s", argv[0]);
    argv[0] = name;
    argp.parser = take;
    argp_err_exit_status = FAULT;
    argp_parse(&argp, argc, argv, 0, NULL, &parsing);
    return options;
}
