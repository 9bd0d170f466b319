/* verb_grade.c - grade: a class, or a part of it, from the submissions to the report. */
#include "class/verbs.h"

#include "class/options.h"
#include "class/shards.h"
#include "class/summary.h"
#include "class/verb_parts.h"
#include "command_line.h"
#include "files.h"
#include "kit.h"

#include <errno.h>
#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char about[] =
    "Grades a class: a folder or an archive with the submissions, or a bulk download of Canvas, "
    "Moodle, Gradescope, GitHub Classroom, Autolab or VPL.\v"
    "Leaves in DIR results/ID.json, grades.csv, report.html, and what --export names. Interrupted, "
    "it goes on with --resume where it was. Exit status: 0 all were graded, 2 some could not be, "
    "or the command line is at fault.";

/* Results of an earlier run are not overwritten unasked. */
static bool has_results(const char *out)
{
    size_t count = 0;
    char *folder = kit_text("%s/results", out);
    char **names = folder == NULL ? NULL : files_names(folder, ".json", &count);
    free(folder);
    files_free_names(names);
    return count > 0;
}

/* There are files in it, and none of the folders that a run leaves. */
static bool is_somebody_elses(const char *out)
{
    static const char *const ours[] = {"results", "shards", "verdicts"};
    size_t count = 0;
    char **names = files_names(out, "", &count);
    bool own = false;
    for (size_t i = 0; i < count; i++)
        for (size_t n = 0; n < sizeof ours / sizeof *ours; n++)
            own = own || strcmp(names[i], ours[n]) == 0;
    files_free_names(names);
    return count > 0 && !own;
}

/* It is the folder of the submissions, or lies in it. */
static bool lies_among(const char *out, const char *submissions)
{
    char *folder = realpath(submissions, NULL), *copy = strdup(out), *place = copy, *real = NULL;
    while (place != NULL && (real = realpath(place, NULL)) == NULL && errno == ENOENT)
        place = dirname(place); /* what is yet to be made */
    size_t length = folder == NULL ? 0 : strlen(folder);
    bool lies = real != NULL && folder != NULL && strncmp(real, folder, length) == 0 &&
                (real[length] == '/' || real[length] == '\0');
    free(folder);
    free(copy);
    free(real);
    return lies;
}

static int leave_record(const struct options *options, const struct intake *intake,
                        const struct grade_outcome *outcome)
{
    json_t *record =
        json_pack("{si si ss sO sO sO}", "shard", options->shard, "of", options->shards, "form",
                  intake_form(intake), "students", outcome->students, "unmatched",
                  intake_unmatched(intake), "not_graded", outcome->not_graded);
    int result =
        record == NULL ? -1 : shards_record(options->out, options->shard, options->shards, record);
    json_decref(record);
    return result;
}

static int say_interrupted(const struct grade_outcome *outcome)
{
    fprintf(stderr,
            "Interrupted: %zu of %zu were graded, and nothing is lost. To go on, type the same "
            "with  %s\n",
            outcome->graded, json_array_size(outcome->students), verb_to_resume());
    return FAULT;
}

static int sum_up(const struct options *options, const struct grade_outcome *outcome)
{
    int status = json_array_size(outcome->not_graded) > 0 ? FAULT : PASSED;
    printf("%zu of %zu submissions graded, %zu of them kept from before; sandbox: %s\n",
           outcome->graded, json_array_size(outcome->students), outcome->kept,
           sandbox_name(options->level));
    if (options->shards > 1) {
        printf("Part %d of %d. When all are done:  build/lab merge '%s'\n", options->shard,
               options->shards, options->out);
        verb_say_not_graded(outcome->not_graded);
        return end_output(status);
    }
    int merged = verb_summary(options);
    return end_output(merged != PASSED ? merged : status);
}

static int grade(const struct options *options, const struct intake *intake,
                 const struct rules *rules)
{
    struct grade_outcome outcome;
    const struct grade_request request = {.intake = intake,
                                          .rules = rules,
                                          .level = options->level,
                                          .jobs = options->jobs,
                                          .shard = options->shard,
                                          .shards = options->shards,
                                          .out = options->out};
    int status;
    fprintf(stderr, "%zu submissions (%s), %d at a time, sandbox: %s\n", intake_count(intake),
            intake_form(intake), options->jobs, sandbox_name(options->level));
    if (grade_class(&request, &outcome) == 0)
        status = leave_record(options, intake, &outcome) == 0
                     ? sum_up(options, &outcome)
                     : say_fault("%s/shards cannot be written: %s", options->out, strerror(errno));
    else if (outcome.signal != 0)
        status = say_interrupted(&outcome);
    else
        status = say_fault("%s cannot be written: %s", options->out, strerror(errno));
    grade_free(&outcome);
    return status;
}

int class_grade(int argc, char **argv)
{
    struct options options =
        options_read(argc, argv, "SUBMISSIONS --out DIR", about, "ojscrnubewt", 1, 1);
    if (options.out == NULL)
        return say_fault("grade needs  --out DIR  for what it makes");
    if (!options.resume && options.shards == 1 && has_results(options.out))
        return say_fault("%s has results already: go on with them with  %s , or choose another "
                         "folder",
                         options.out, verb_to_resume());
    if (lies_among(options.out, options.arguments[0]))
        return say_fault("%s lies among the submissions, and would be taken for one: choose "
                         "another folder",
                         options.out);
    if (is_somebody_elses(options.out))
        return say_fault("%s has files that are not of a grading: choose another folder, or an "
                         "empty one",
                         options.out);
    return verb_with_intake(&options, intake_open, grade);
}
