/* verb_one.c - grade-one: one student's submission to one JSON document. merge: parts to a class.
 */
#include "class/verbs.h"

#include "class/options.h"
#include "class/result.h"
#include "class/verb_parts.h"
#include "command_line.h"
#include "files.h"
#include "kit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char about_one[] =
    "Grades one submission, a folder, an archive or a file, and prints its result, a JSON document "
    "or what --export names; with --out it is written to DIR/results instead.\v"
    "Exit status: 0 it was graded, whatever it has earned; 2 it could not be.";

static int write_result(const struct options *options, const json_t *result)
{
    char *folder = kit_text("%s/results", options->out);
    char *name = result_file_name(json_string_value(json_object_get(result, "student")));
    char *path = folder == NULL || name == NULL ? NULL : kit_text("%s/%s", folder, name);
    int status = PASSED;
    if (path == NULL || files_make_folder(folder) == -1 || files_write_json(path, result) == -1)
        status = say_fault("%s could not be written: %s", path == NULL ? "the result" : path,
                           strerror(errno));
    free(folder);
    free(name);
    free(path);
    return status;
}

static int put_result(const struct options *options, const json_t *result)
{
    const char *format = options->formats[0];
    if (options->out != NULL)
        return write_result(options, result);
    if (format == NULL) {
        if (json_dumpf(result, stdout, JSON_INDENT(2)) == -1)
            return say_fault("the result could not be written: %s", strerror(errno));
        putchar('\n');
    } else if (export_one(format, stdout, result, &options->wish) == -1) {
        return say_fault("the result could not be written: %s", strerror(errno));
    }
    return end_output(PASSED);
}

static int grade(const struct options *options, const struct intake *intake,
                 const struct rules *rules)
{
    char *why = NULL;
    const struct grade_request request = {
        .intake = intake, .rules = rules, .level = options->level, .jobs = 1};
    json_t *result = grade_one(&request, 0, &why);
    int status = result == NULL ? say_fault("not graded: %s", why) : put_result(options, result);
    json_decref(result);
    free(why);
    return status;
}

int class_grade_one(int argc, char **argv)
{
    struct options options = options_read(argc, argv, "SUBMISSION", about_one, "ornubet", 1, 1);
    if (options.formats[0] != NULL && !export_is_single(options.formats[0]))
        return say_fault("--export %s: that format is made of a whole class", options.formats[0]);
    return verb_with_intake(&options, intake_open_one, grade);
}

/* --- merge ------------------------------------------------------------------------------------ */

static const char about_merge[] =
    "Makes the files of a class, grades.csv, report.html and what --export names, of what the "
    "parts "
    "of its grading have left: in one folder that all have shared, or in several, of which the "
    "first gets everything.\v"
    "Exit status: 0 all is there, 2 something is missing: it says what.";

static int copy_json(const char *from, const char *to, const char *name)
{
    json_error_t error;
    char *source = kit_text("%s/%s", from, name), *target = kit_text("%s/%s", to, name);
    json_t *value = source == NULL ? NULL : json_load_file(source, 0, &error);
    int status = PASSED;
    if (value == NULL)
        status = say_fault("%s is damaged: remove it, and grade again", source);
    else if (files_make_folder(to) == -1 || files_write_json(target, value) == -1)
        status = say_fault("%s could not be written: %s", target, strerror(errno));
    json_decref(value);
    free(source);
    free(target);
    return status;
}

/* What stands in FOLDER of FROM is put beside what stands in that of TO. */
static int gather(const char *from, const char *to, const char *folder)
{
    size_t count = 0;
    char *source = kit_text("%s/%s", from, folder), *target = kit_text("%s/%s", to, folder);
    char **names = source == NULL ? NULL : files_names(source, ".json", &count);
    int status = PASSED;
    for (size_t i = 0; status == PASSED && i < count; i++)
        status = copy_json(source, target, names[i]);
    files_free_names(names);
    free(source);
    free(target);
    return status;
}

int class_merge(int argc, char **argv)
{
    struct options options = options_read(argc, argv, "DIR [DIR...]", about_merge, "ewt", 1, 256);
    struct stat place;
    int status = PASSED;
    options.out = options.arguments[0];
    for (int i = 0; i < options.count; i++)
        if (stat(options.arguments[i], &place) == -1 || !S_ISDIR(place.st_mode))
            return say_fault("%s: this is no folder", options.arguments[i]);
    for (int i = 1; i < options.count && status == PASSED; i++) {
        status = gather(options.arguments[i], options.out, "results");
        if (status == PASSED)
            status = gather(options.arguments[i], options.out, "shards");
    }
    return end_output(status == PASSED ? verb_summary(&options) : status);
}
