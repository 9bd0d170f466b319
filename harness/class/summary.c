/* summary.c - the files of a whole class, made of its results: grades.csv, report.html, exports. */
#include "class/summary.h"

#include "class/page.h"
#include "class/result.h"
#include "class/shards.h"
#include "files.h"
#include "kit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool is_there(char *const *names, size_t count, const char *name)
{
    for (size_t from = 0, to = count; from < to;) {
        size_t middle = from + (to - from) / 2;
        int order = strcmp(names[middle], name);
        if (order == 0)
            return true;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return false;
}

static bool is_not_graded(const json_t *not_graded, const char *student)
{
    size_t i;
    json_t *one;
    json_array_foreach(not_graded, i, one)
    {
        const char *id = json_string_value(json_object_get(one, "student"));
        if (id != NULL && strcmp(id, student) == 0)
            return true;
    }
    return false;
}

/* Those of the records, in their order, whose result is there. NULL without memory. */
static char **files_of_students(const json_t *all, char *const *names, size_t count,
                                struct summary *summary)
{
    size_t i, found = 0;
    json_t *student;
    const json_t *students = json_object_get(all, "students");
    char **files = calloc(json_array_size(students) + 1, sizeof *files);
    json_array_foreach(students, i, student)
    {
        const char *id = json_string_value(student);
        char *name = files == NULL ? NULL : result_file_name(id);
        if (name != NULL && is_not_graded(json_object_get(all, "not_graded"), id))
            free(name);
        else if (name != NULL && is_there(names, count, name))
            files[found++] = name;
        else {
            json_array_append(summary->lost, student);
            free(name);
        }
    }
    return files;
}

static int by_bytes(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

/* Results of which no record speaks. */
static int note_strange(char *const *files, char *const *names, size_t count,
                        struct summary *summary)
{
    size_t known = 0;
    while (files[known] != NULL)
        known++;
    char **copy = calloc(known + 1, sizeof *copy);
    if (copy == NULL)
        return -1;
    memcpy(copy, files, known * sizeof *copy);
    qsort(copy, known, sizeof *copy, by_bytes);
    for (size_t i = 0; i < count; i++)
        if (!is_there(copy, known, names[i]))
            json_array_append_new(summary->strange, json_string(names[i]));
    free(copy);
    return 0;
}

static int write_page(const struct class_results *results, const struct summary_request *request,
                      char **why)
{
    struct new_file file;
    char *path = kit_text("%s/report.html", request->out);
    int result = path == NULL ? -1 : files_begin(&file, path);
    if (result == 0) {
        int failed = class_page(file.out, results, request->wish.toned_down, why) == -1;
        result = files_done(&file, failed);
    }
    if (result == -1 && *why == NULL)
        *why = kit_text("%s/report.html could not be written: %s", request->out, strerror(errno));
    free(path);
    return result;
}

static int write_all(const struct class_results *results, const struct summary_request *request,
                     struct summary *summary, char **why)
{
    int result = export_grades(results, why);
    if (result == 0)
        result = write_page(results, request, why);
    for (const char *const *format = request->formats; result == 0 && *format != NULL; format++) {
        result = export_class(*format, results, &request->wish, why);
        if (result == 0 && *why != NULL) {
            json_array_append_new(summary->notes, json_string(*why));
            free(*why);
            *why = NULL;
        }
    }
    return result;
}

/* The results of the students of ALL, the records of all parts; without any record those that lie
   there. */
static int make_of(const json_t *all, char **names, size_t count,
                   const struct summary_request *request, struct summary *summary, char **why)
{
    bool recorded = json_integer_value(json_object_get(all, "of")) > 0;
    char **files = recorded ? files_of_students(all, names, count, summary) : names;
    int result =
        files == NULL || (recorded && note_strange(files, names, count, summary) == -1) ? -1 : 0;
    struct class_results results = {.folder = request->out,
                                    .files = files,
                                    .unmatched = json_object_get(all, "unmatched"),
                                    .not_graded = json_object_get(all, "not_graded"),
                                    .roster = request->roster};
    while (result == 0 && files[results.count] != NULL)
        results.count++;
    summary->students = results.count;
    summary->not_graded = json_array_size(results.not_graded);
    summary->unmatched = json_array_size(results.unmatched);
    summary->not_graded_list = json_incref(json_object_get(all, "not_graded"));
    summary->missing = json_incref(json_object_get(all, "missing"));
    if (result == 0)
        result = write_all(&results, request, summary, why);
    if (recorded)
        files_free_names(files);
    return result;
}

int summary_make(const struct summary_request *request, struct summary *summary, char **why)
{
    size_t count = 0;
    *summary =
        (struct summary){.strange = json_array(), .lost = json_array(), .notes = json_array()};
    *why = NULL;
    char *folder = kit_text("%s/results", request->out);
    char **names = folder == NULL ? NULL : files_names(folder, ".json", &count);
    if (names == NULL)
        *why = kit_text("%s/results cannot be read: %s", request->out, strerror(errno));
    json_t *all = names == NULL ? NULL : shards_read(request->out, why);
    int result = all == NULL ? -1 : make_of(all, names, count, request, summary, why);
    if (result == -1 && *why == NULL)
        *why = strdup("no memory for the class's files");
    json_decref(all);
    files_free_names(names);
    free(folder);
    return result;
}

void summary_free(struct summary *summary)
{
    json_decref(summary->not_graded_list);
    json_decref(summary->missing);
    json_decref(summary->strange);
    json_decref(summary->lost);
    json_decref(summary->notes);
    *summary = (struct summary){.students = 0};
}
