/* forms.c - what lies at the top of a folder of submissions, and in which form. */
#include "class/downloads.h"
#include "class/gradescope.h"
#include "class/intake_inside.h"
#include "class/names.h"
#include "files.h"
#include "kit.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* --- entries at the top ----------------------------------------------------------------------- */

struct top {
    struct intake *intake;
    const char *path;
    char **names;
    size_t count;
    json_t *metadata; /* Gradescope's */
};

static bool is_folder(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

static time_t time_of(const char *text)
{
    struct tm when = {0};
    if (sscanf(text, "%d-%d-%d%*1[- T]%d%*1[-:]%d%*1[-:]%d", &when.tm_year, &when.tm_mon,
               &when.tm_mday, &when.tm_hour, &when.tm_min, &when.tm_sec) != 6)
        return -1;
    when.tm_year -= 1900;
    when.tm_mon -= 1;
    return timegm(&when);
}

/* The newest of the versions below FOLDER, malloced; NULL: there is none. */
static char *newest_version(const char *folder, const char *pattern)
{
    regex_t form;
    size_t count = 0;
    char *newest = NULL, **names = files_names(folder, "", &count);
    if (regcomp(&form, pattern, REG_EXTENDED | REG_NOSUB) != 0) {
        files_free_names(names);
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        if (regexec(&form, names[i], 0, NULL, 0) == 0 && !names_noise(names[i])) {
            free(newest);
            newest = strdup(names[i]);
        }
    regfree(&form);
    files_free_names(names);
    return newest;
}

static int take_group(struct top *top, const char *name, const char *path)
{
    size_t i;
    json_t *person, *entry = json_object_get(top->metadata, name);
    int result = json_array_size(json_object_get(entry, "people")) == 0 ? 1 : 0;
    json_array_foreach(json_object_get(entry, "people"), i, person)
    {
        struct student *student =
            intake_add_student(top->intake, json_string_value(json_object_get(person, "id")),
                               json_string_value(json_object_get(person, "name")), name);
        if (student == NULL || intake_add_root(student, path, NULL) == -1)
            return -1;
        student->submission.submitted =
            time_of(json_string_value(json_object_get(entry, "submitted")));
    }
    return result;
}

/* One entry of a known form; -1 without memory, 1 if it is not one. */
static int take_entry(struct top *top, const struct download *form, const regex_t *pattern,
                      const char *name, const char *path)
{
    struct download_entry entry;
    if (!downloads_match(form, pattern, name, is_folder(path), &entry))
        return 1;
    int result = strcmp(form->name, "gradescope") == 0 ? take_group(top, name, path) : 1;
    if (result != 1) {
        downloads_free(&entry);
        return result;
    }
    struct student *student = intake_add_student(top->intake, entry.id, entry.person, name);
    char *version = form->versions == NULL ? NULL : newest_version(path, form->versions);
    char *below = version == NULL ? strdup(path) : kit_text("%s/%s", path, version);
    result = student == NULL || below == NULL || intake_add_root(student, below, entry.file) == -1
                 ? -1
                 : 0;
    if (result == 0) {
        student->submission.late = entry.late;
        student->submission.submitted = version == NULL ? -1 : time_of(version);
        student->version = entry.version;
        entry.version = NULL;
    }
    free(version);
    free(below);
    downloads_free(&entry);
    return result;
}

static bool is_furniture(const char *name)
{
    static const char *const names[] = {"submission_metadata.yml", "grades.csv", "README.md"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(name, names[i]) == 0)
            return true;
    return names_noise(name);
}

/* An entry of a folder of submissions: a folder, an archive, or a file that belongs to nobody. */
static int take_plain(struct top *top, const char *name, const char *path, const char *slug)
{
    size_t prefix = strlen(slug);
    struct stat status;
    if (names_lesson(name) != NULL) {
        intake_leave(top->intake, name, "a lesson beside the submissions belongs to nobody");
        return 0;
    }
    if (lstat(path, &status) == -1 || (!S_ISDIR(status.st_mode) && !S_ISREG(status.st_mode))) {
        intake_leave(top->intake, name, "it is neither a folder nor an archive");
        return 0;
    }
    if (prefix > 0 && strncmp(name, slug, prefix) == 0 && name[prefix] == '-' && name[prefix + 1])
        name += prefix + 1;
    char *id = S_ISDIR(status.st_mode) ? strdup(name) : names_without_ending(name);
    if (id != NULL && S_ISREG(status.st_mode) && strcmp(id, name) == 0) {
        intake_leave(top->intake, name, "it is neither a folder nor an archive");
        free(id);
        return 0;
    }
    struct student *student = id == NULL ? NULL : intake_add_student(top->intake, id, NULL, name);
    free(id);
    return student == NULL ? -1 : intake_add_root(student, path, NULL);
}

/* --- forms ------------------------------------------------------------------------------------ */

static size_t count_matches(const struct top *top, const struct download *form,
                            const regex_t *pattern)
{
    size_t matches = 0;
    for (size_t i = 0; i < top->count; i++) {
        struct download_entry entry;
        char *path = kit_text("%s/%s", top->path, top->names[i]);
        if (path != NULL &&
            downloads_match(form, pattern, top->names[i], is_folder(path), &entry)) {
            char *version = form->versions == NULL ? NULL : newest_version(path, form->versions);
            matches += form->versions == NULL || version != NULL;
            free(version);
            downloads_free(&entry);
        }
        free(path);
    }
    return matches;
}

static size_t count_entries(const struct top *top)
{
    size_t entries = 0;
    for (size_t i = 0; i < top->count; i++)
        entries += !is_furniture(top->names[i]);
    return entries;
}

static int take_all(struct top *top, const struct download *form, const regex_t *pattern,
                    const char *slug)
{
    int result = 0;
    for (size_t i = 0; i < top->count && result != -1; i++) {
        const char *name = top->names[i];
        char *path = kit_text("%s/%s", top->path, name);
        if (path == NULL)
            return -1;
        if (is_furniture(name))
            result = 0;
        else if (form == NULL)
            result = take_plain(top, name, path, slug);
        else if ((result = take_entry(top, form, pattern, name, path)) == 1)
            intake_leave(top->intake, name, "its name is not of the form of the others");
        free(path);
    }
    return result == -1 ? -1 : 0;
}

/* "lab1" of ".../lab1-submissions"; "": it is called otherwise. Malloced. */
static char *slug_of(const char *path)
{
    static const char ending[] = "-submissions";
    char *real = realpath(path, NULL);
    const char *name = real == NULL ? NULL : strrchr(real, '/');
    size_t length = name == NULL ? 0 : strlen(name + 1), end = sizeof ending - 1;
    char *slug = name != NULL && length > end && strcmp(name + 1 + length - end, ending) == 0
                     ? strndup(name + 1, length - end)
                     : strdup("");
    free(real);
    return slug;
}

static int take_known(struct top *top)
{
    size_t entries = count_entries(top);
    for (const struct download *form = downloads; form->name != NULL; form++) {
        regex_t pattern;
        if (regcomp(&pattern, form->pattern, REG_EXTENDED) != 0)
            continue;
        bool is = 2 * count_matches(top, form, &pattern) > entries;
        int result = is ? take_all(top, form, &pattern, "") : 0;
        regfree(&pattern);
        if (is) {
            top->intake->form = form->name;
            return result;
        }
    }
    char *slug = slug_of(top->path);
    int result = slug == NULL ? -1 : take_all(top, NULL, NULL, slug);
    top->intake->form = slug != NULL && *slug != '\0' ? "github-classroom" : "folders";
    free(slug);
    return result;
}

static int take_by_regexp(struct top *top, const char *expression, char **why)
{
    const struct download form = {.name = "name-regexp", .id = 1};
    char error[256];
    regex_t pattern;
    int failed = regcomp(&pattern, expression, REG_EXTENDED);
    if (failed != 0) {
        regerror(failed, &pattern, error, sizeof error);
        *why = kit_text("--name-regexp %s: %s", expression, error);
        return -1;
    }
    if (pattern.re_nsub < 1) {
        *why = kit_text("--name-regexp %s: it needs a group (...) that is the student's id",
                        expression);
        regfree(&pattern);
        return -1;
    }
    top->intake->form = form.name;
    int result = take_all(top, &form, &pattern, "");
    regfree(&pattern);
    return result;
}

/* A folder that holds all of an archive is stepped into. */
char *intake_only_folder(const char *path)
{
    size_t count = 0, some = 0;
    char *folder = NULL, **names = files_names(path, "", &count);
    for (size_t i = 0; i < count; i++)
        if (!is_furniture(names[i])) {
            some++;
            free(folder);
            folder = kit_text("%s/%s", path, names[i]);
        }
    bool metadata = false;
    for (size_t i = 0; i < count; i++)
        metadata = metadata || strcmp(names[i], "submission_metadata.yml") == 0;
    files_free_names(names);
    if (some == 1 && !metadata && folder != NULL && is_folder(folder))
        return folder;
    free(folder);
    return NULL;
}

int intake_look_through(struct intake *intake, const char *path, const struct intake_wish *wish,
                        char **why)
{
    struct top top = {.intake = intake, .path = path};
    char *metadata = kit_text("%s/submission_metadata.yml", path);
    int result = -1;
    top.names = files_names(path, "", &top.count);
    if (top.names == NULL)
        *why = kit_text("%s cannot be read: %s", path, strerror(errno));
    else if (metadata != NULL && access(metadata, F_OK) == 0 &&
             (top.metadata = gradescope_read(metadata, why)) == NULL)
        result = -1;
    else
        result = wish->name_regexp != NULL ? take_by_regexp(&top, wish->name_regexp, why)
                                           : take_known(&top);
    files_free_names(top.names);
    json_decref(top.metadata);
    free(metadata);
    return result;
}
