/* exports.c - results in the formats of other systems. */
#include "class/exports.h"

#include "class/exports_inside.h"
#include "files.h"
#include "kit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static const struct format {
    const char *name, *file; /* of a whole class; of a single one the ending of each file */
    export_single *single;
    export_whole *whole;
} formats[] = {
    {"gradescope", ".json", export_gradescope, NULL},
    {"prairielearn", ".json", export_prairielearn, NULL},
    {"autolab", ".txt", export_autolab, NULL},
    {"github-classroom", ".txt", export_github, NULL},
    {"vpl", ".txt", export_vpl, NULL},
    {"junit", "junit.xml", NULL, export_junit},
    {"canvas", "canvas.csv", NULL, export_canvas},
    {"moodle", "moodle.csv", NULL, export_moodle},
};

static const struct format *find(const char *name)
{
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            return &formats[i];
    return NULL;
}

bool export_is_known(const char *format, const char **names)
{
    *names = "gradescope, prairielearn, autolab, github-classroom, vpl, junit, canvas, moodle";
    return find(format) != NULL;
}

bool export_is_single(const char *format)
{
    const struct format *found = find(format);
    return found != NULL && found->single != NULL;
}

int export_one(const char *format, FILE *out, const json_t *result, const struct export_wish *wish)
{
    const struct format *found = find(format);
    if (found == NULL || found->single == NULL) {
        errno = EINVAL;
        return -1;
    }
    return found->single(out, result, wish);
}

/* "ada.json" with the ending of a format: "ada.txt". */
static char *name_of_one(const char *folder, const char *file, const char *ending)
{
    return kit_text("%s/%.*s%s", folder, (int)(strlen(file) - strlen(".json")), file, ending);
}

static int write_single(const struct format *format, const struct class_results *results,
                        size_t index, const char *folder, const struct export_wish *wish,
                        char **why)
{
    struct new_file file;
    json_t *result = class_result(results, index, why);
    char *path = result == NULL ? NULL : name_of_one(folder, results->files[index], format->file);
    int failed = path == NULL || files_begin(&file, path) == -1;
    if (!failed)
        failed = files_done(&file, format->single(file.out, result, wish) == -1) == -1;
    if (failed && *why == NULL)
        *why =
            kit_text("%s could not be written: %s", path == NULL ? folder : path, strerror(errno));
    json_decref(result);
    free(path);
    return failed ? -1 : 0;
}

static int write_whole(export_whole *write, const char *path, const struct class_results *results,
                       const struct export_wish *wish, char **why)
{
    struct new_file file;
    if (path == NULL || files_begin(&file, path) == -1 ||
        files_done(&file, write(file.out, results, wish, why) == -1) == -1) {
        if (*why == NULL)
            *why = kit_text("%s could not be written: %s", path == NULL ? "a file" : path,
                            strerror(errno));
        return -1;
    }
    return 0;
}

int export_class(const char *format, const struct class_results *results,
                 const struct export_wish *wish, char **why)
{
    const struct format *found = find(format);
    char *folder = kit_text("%s/exports/%s", results->folder, format);
    int result = folder == NULL ? -1 : files_make_folder(folder);
    *why = NULL;
    if (result == -1)
        *why = kit_text("%s cannot be made: %s", folder, strerror(errno));
    else if (found->whole != NULL) {
        char *path = kit_text("%s/%s", folder, found->file);
        result = write_whole(found->whole, path, results, wish, why);
        free(path);
    }
    for (size_t i = 0; result == 0 && found->single != NULL && i < results->count; i++)
        result = write_single(found, results, i, folder, wish, why);
    free(folder);
    return result;
}

int export_grades(const struct class_results *results, char **why)
{
    char *path = kit_text("%s/grades.csv", results->folder);
    *why = NULL;
    int result = write_whole(export_table, path, results, NULL, why);
    free(path);
    return result;
}
