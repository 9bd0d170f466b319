/* forms.c - in which form a folder of submissions is, and all that lies in it. */
#include "class/entries.h"
#include "class/gradescope.h"
#include "class/names.h"
#include "files.h"
#include "kit.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

static const char metadata_name[] = "submission_metadata.yml";

static bool is_furniture(const char *name)
{
    static const char *const names[] = {metadata_name, "grades.csv",  "README.md",
                                        "__MACOSX",    "desktop.ini", "Thumbs.db"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcasecmp(name, names[i]) == 0)
            return true;
    return false;
}

/* --- which form ------------------------------------------------------------------------------- */

static size_t count_matches(const struct top *top, const struct download *form,
                            const regex_t *pattern)
{
    size_t matches = 0;
    for (size_t i = 0; i < top->count; i++) {
        struct download_entry entry;
        char *path = kit_text("%s/%s", top->path, top->names[i]);
        if (path != NULL &&
            downloads_match(form, pattern, top->names[i], entries_is_folder(path), &entry)) {
            char *version =
                form->versions == NULL ? NULL : entries_newest_version(path, form->versions);
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

/* The form that most of the entries have, and more of them than any other form, its pattern
   compiled; NULL: none. A course system gives all of them its form, whatever else a student may
   have made of the names of his. */
static const struct download *recognise(const struct top *top, regex_t *pattern)
{
    size_t most = count_entries(top) / 2;
    const struct download *best = NULL;
    for (const struct download *form = downloads; form->name != NULL; form++) {
        if (downloads_compile(form, pattern) != 0)
            continue;
        size_t matches = count_matches(top, form, pattern);
        if (matches > most) {
            most = matches;
            best = form;
        }
        regfree(pattern);
    }
    return best != NULL && downloads_compile(best, pattern) == 0 ? best : NULL;
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

/* --- a folder around it ----------------------------------------------------------------------- */

/* The only one, malloced; NULL: there is none, or more. */
static char *only_folder(const struct top *top)
{
    char *folder = NULL;
    for (size_t i = 0; i < top->count; i++) {
        if (strcmp(top->names[i], metadata_name) == 0 ||
            (!is_furniture(top->names[i]) && folder != NULL)) {
            free(folder);
            return NULL;
        }
        if (!is_furniture(top->names[i]))
            folder = kit_text("%s/%s", top->path, top->names[i]);
    }
    if (folder != NULL && entries_is_folder(folder))
        return folder;
    free(folder);
    return NULL;
}

/* Two students or more, and nothing that one student's folder has. */
static bool looks_like_a_class(const struct top *top)
{
    size_t students = 0;
    for (size_t i = 0; i < top->count; i++) {
        const char *name = top->names[i];
        char *path = kit_text("%s/%s", top->path, name);
        bool folder = path != NULL && entries_is_folder(path);
        free(path);
        if (names_lesson(name) != NULL ||
            (folder && (strcasecmp(name, "lessons") == 0 || strcasecmp(name, "harness") == 0)))
            return false;
        students += folder || names_archive(name);
    }
    return students > 1;
}

static bool is_class(const char *path, bool plain)
{
    struct top top = {.path = path};
    regex_t pattern;
    char *slug = slug_of(path), *metadata = kit_text("%s/%s", path, metadata_name);
    top.names = files_names(path, "", &top.count);
    bool is = (slug != NULL && *slug != '\0') || (metadata != NULL && access(metadata, F_OK) == 0);
    if (top.names != NULL && !is && recognise(&top, &pattern) != NULL) {
        is = true;
        regfree(&pattern);
    } else if (top.names != NULL && plain && !is) {
        is = looks_like_a_class(&top);
    }
    files_free_names(top.names);
    free(metadata);
    free(slug);
    return is;
}

char *intake_step_into(const char *path, bool plain)
{
    struct top top = {.path = path};
    top.names = files_names(path, "", &top.count);
    char *below = top.names == NULL ? NULL : only_folder(&top);
    files_free_names(top.names);
    if (below != NULL && is_class(below, plain))
        return below;
    free(below);
    return NULL;
}

/* --- all entries ------------------------------------------------------------------------------ */

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
            result = entries_take_plain(top, name, path, slug);
        else if ((result = entries_take(top, form, pattern, name, path)) == 1)
            intake_leave(top->intake, name, "its name is not of the form of the others");
        free(path);
    }
    return result == -1 ? -1 : 0;
}

static int take_known(struct top *top)
{
    regex_t pattern;
    const struct download *form = recognise(top, &pattern);
    if (form != NULL) {
        int result = take_all(top, form, &pattern, "");
        regfree(&pattern);
        top->intake->form = form->name;
        return result;
    }
    char *slug = slug_of(top->path);
    int result = slug == NULL ? -1 : take_all(top, NULL, NULL, slug);
    top->intake->form = slug != NULL && *slug != '\0' ? "github-classroom" : "folders";
    free(slug);
    return result;
}

int intake_compile(const char *expression, regex_t *pattern, char **why)
{
    char error[256];
    int failed = regcomp(pattern, expression, REG_EXTENDED);
    if (failed != 0) {
        regerror(failed, pattern, error, sizeof error);
        *why = kit_text("--name-regexp %s: %s", expression, error);
        return -1;
    }
    if (pattern->re_nsub >= 1)
        return 0;
    *why =
        kit_text("--name-regexp %s: it needs a group (...) that is the student's id", expression);
    regfree(pattern);
    return -1;
}

static int take_by_regexp(struct top *top, const char *expression, char **why)
{
    const struct download form = {.name = "name-regexp", .id = 1};
    regex_t pattern;
    if (intake_compile(expression, &pattern, why) == -1)
        return -1;
    top->intake->form = form.name;
    int result = take_all(top, &form, &pattern, "");
    regfree(&pattern);
    return result;
}

/* Those that Gradescope names, and that are not there. */
static void list_missing(const struct top *top)
{
    const char *name;
    json_t *entry;
    json_object_foreach(top->metadata, name, entry)
    {
        char *path = kit_text("%s/%s", top->path, name);
        if (path != NULL && strchr(name, '/') == NULL && !entries_is_folder(path))
            intake_leave(top->intake, name,
                         "submission_metadata.yml has it, and there is no such "
                         "folder");
        free(path);
    }
}

int intake_look_through(struct intake *intake, const char *path, const struct intake_wish *wish,
                        char **why)
{
    struct top top = {.intake = intake, .path = path};
    char *metadata = kit_text("%s/%s", path, metadata_name);
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
    list_missing(&top);
    files_free_names(top.names);
    json_decref(top.metadata);
    free(metadata);
    return result;
}
