/* verb_parts.c - what the verbs of grading have in common. */
#include "class/verb_parts.h"

#include "class/reach.h"
#include "class/summary.h"
#include "command_line.h"
#include "files.h"
#include "kit.h"
#include "report/member.h"
#include "report/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The level that is wanted; says what is wrong with it. */
static bool level_works(const struct options *options, const char *const *hidden)
{
    char *why = NULL, *readable = NULL;
    bool works = grade_level_works(options->level, hidden, &why, &readable);
    if (readable != NULL)
        say_fault("a submission could read what is not its own, at sandbox level %s:%s\n"
                  "Move that to where only you may look, or type  chmod -R go=%s",
                  sandbox_name(options->level), readable, readable);
    else if (!works && options->level == SANDBOX_FULL)
        say_fault("the sandbox is not full here: %s.\nStrangers' code would be kept in less well. "
                  "GUIDE.md says what is missing then; to grade all the same, add  "
                  "--sandbox=reduced",
                  why);
    else if (!works)
        say_fault("nothing can be judged at sandbox level %s: %s", sandbox_name(options->level),
                  why);
    free(why);
    free(readable);
    return works;
}

/* Of a class, all; of one submission it may read itself. What is to be made is made first, since
   nobody can tell who may read a folder that is not there. */
static bool is_private(const struct options *options, bool class)
{
    struct stat status;
    char *solutions = kit_path("solutions"), *tests = kit_path("tests");
    const char *hidden[REACH_PLACES] = {NULL};
    int count = 0;
    bool made = options->out != NULL && stat(options->out, &status) == -1 &&
                files_make_folder(options->out) == 0;
    if (solutions != NULL)
        hidden[count++] = solutions;
    if (tests != NULL)
        hidden[count++] = tests;
    if (options->out != NULL)
        hidden[count++] = options->out;
    if (class)
        hidden[count++] = options->arguments[0];
    bool works = level_works(options, hidden);
    if (made && !works)
        rmdir(options->out);
    free(solutions);
    free(tests);
    return works;
}

int verb_with_intake(const struct options *options, verb_open *open,
                     int (*grade)(const struct options *options, const struct intake *intake,
                                  const struct rules *rules))
{
    char *why = NULL;
    int status = FAULT;
    struct rules *rules = rules_read(options->rules, &why);
    struct intake *intake =
        rules == NULL ? NULL : open(options->arguments[0], &options->intake, &why);
    if (intake == NULL)
        status = say_fault("%s", why);
    else if (is_private(options, open == intake_open))
        status = grade(options, intake, rules);
    intake_close(intake);
    rules_free(rules);
    free(why);
    return status;
}

static void put(const char *text) { text_safe(stdout, text, strlen(text)); }

const char *verb_to_resume(void) { return getenv("MAKELEVEL") != NULL ? "RESUME=1" : "--resume"; }

void verb_say_not_graded(const json_t *not_graded)
{
    size_t i;
    json_t *one;
    if (json_array_size(not_graded) == 0)
        return;
    printf("Not graded, through no fault of theirs: %zu\n", json_array_size(not_graded));
    json_array_foreach(not_graded, i, one)
    {
        fputs("  ", stdout);
        put(member_text(one, "student"));
        fputs(": ", stdout);
        put(member_text(one, "why"));
        fputc('\n', stdout);
    }
    printf("To try them again, type the same with  %s\n", verb_to_resume());
}

static void say_texts(const char *title, const json_t *texts)
{
    size_t i;
    json_t *text;
    if (json_array_size(texts) == 0)
        return;
    printf("%s:", title);
    json_array_foreach(texts, i, text)
    {
        fputs(i == 0 ? " " : ", ", stdout);
        if (json_is_integer(text))
            printf("%lld", (long long)json_integer_value(text));
        else
            put(json_string_value(text));
    }
    fputc('\n', stdout);
}

int verb_summary(const struct options *options)
{
    char *why = NULL;
    struct summary summary;
    const struct summary_request request = {.out = options->out,
                                            .formats = options->formats,
                                            .wish = options->wish,
                                            .roster = options->intake.roster};
    int status = PASSED;
    if (summary_make(&request, &summary, &why) == -1) {
        status = say_fault("%s", why);
    } else {
        printf("%zu students: %s/grades.csv, %s/report.html\n", summary.students, options->out,
               options->out);
        if (summary.unmatched > 0)
            printf("Not matched: %zu, listed in the report\n", summary.unmatched);
        say_texts("To look at", summary.notes);
        verb_say_not_graded(summary.not_graded_list);
        say_texts("Parts that have left nothing, to be graded again", summary.missing);
        say_texts("Students whose result is not there, to be graded again", summary.lost);
        say_texts("Results that belong to no submission, left out", summary.strange);
        if (summary.not_graded > 0 || json_array_size(summary.missing) > 0 ||
            json_array_size(summary.lost) > 0)
            status = FAULT;
    }
    summary_free(&summary);
    free(why);
    return status;
}
