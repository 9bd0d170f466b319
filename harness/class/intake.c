/* intake.c - the submissions of a class: what was handed in, by whom, and the ten files of each. */
#include "class/intake.h"

#include "class/entries.h"
#include "class/names.h"
#include "class/roster.h"
#include "class/unpack.h"
#include "kit.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* --- the roster ------------------------------------------------------------------------------- */

static void choose_column(const struct intake *intake, struct roster *roster)
{
    const char **ids = calloc(intake->count + 1, sizeof *ids);
    for (size_t i = 0; ids != NULL && i < intake->count; i++)
        ids[i] = intake->students[i].submission.id;
    if (ids != NULL)
        roster_choose(roster, ids, intake->count);
    free(ids);
}

static int match_roster(struct intake *intake, const char *path, char **why)
{
    struct roster *roster = roster_read(path, why);
    if (roster == NULL)
        return -1;
    bool *seen = calloc(roster_count(roster) + 1, sizeof *seen);
    choose_column(intake, roster);
    for (size_t i = 0; seen != NULL && i < intake->count; i++) {
        struct submission *one = &intake->students[i].submission;
        long index = roster_find(roster, one->id);
        if (index == -1) {
            intake_leave(intake, one->id,
                         "nobody on the roster is called so; it is graded all the same");
            continue;
        }
        if (seen[index]) {
            intake_leave(intake, one->id,
                         "is called as another who has handed in, by the roster; it is graded all "
                         "the same, and under no name of the roster");
            continue;
        }
        seen[index] = true;
        if (*roster_name(roster, (size_t)index) != '\0') {
            free(one->name);
            one->name = strdup(roster_name(roster, (size_t)index));
        }
    }
    for (size_t i = 0; seen != NULL && i < roster_count(roster); i++)
        if (!seen[i] && *roster_id(roster, i) != '\0')
            intake_leave(intake, roster_id(roster, i),
                         "is on the roster, and has handed nothing in");
    roster_free(roster);
    free(seen);
    return 0;
}

/* --- the whole -------------------------------------------------------------------------------- */

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status, (void)kind, (void)place;
    return remove(path), 0;
}

void intake_close(struct intake *intake)
{
    if (intake == NULL)
        return;
    for (size_t i = 0; i < intake->count; i++)
        intake_free_student(&intake->students[i]);
    free(intake->students);
    if (intake->unpacked != NULL)
        nftw(intake->unpacked, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(intake->unpacked);
    json_decref(intake->unmatched);
    json_decref(intake->notes);
    free(intake);
}

/* A bulk download that is one archive, unpacked: its folder, or NULL with *WHY. */
static const char *unpack(struct intake *intake, const char *path, char **why)
{
    const char *place = getenv("TMPDIR");
    size_t i;
    json_t *text;
    intake->unpacked = kit_text("%s/submissions.XXXXXX", place == NULL ? "/tmp" : place);
    if (intake->unpacked == NULL || mkdtemp(intake->unpacked) == NULL) {
        *why = kit_text("no folder for what is in %s can be made: %s", path, strerror(errno));
        free(intake->unpacked);
        intake->unpacked = NULL;
        return NULL;
    }
    int result = unpack_download(path, intake->unpacked, intake->notes, why);
    json_array_foreach(intake->notes, i, text)
    {
        intake_leave(intake, json_string_value(text), "left out of the download");
    }
    return result == 0 ? intake->unpacked : NULL;
}

static struct intake *new_intake(void)
{
    struct intake *intake = calloc(1, sizeof *intake);
    if (intake != NULL)
        *intake =
            (struct intake){.form = "folders", .unmatched = json_array(), .notes = json_array()};
    return intake;
}

struct intake *intake_open(const char *path, const struct intake_wish *wish, char **why)
{
    struct stat status;
    struct intake *intake = new_intake();
    char *real = realpath(path, NULL), *below = NULL; /* who extracts stands elsewhere */
    *why = NULL;
    int result = -1;
    if (intake == NULL || real == NULL || stat(real, &status) == -1)
        *why = kit_text("%s: %s", path, strerror(errno));
    else {
        const char *top = S_ISDIR(status.st_mode) ? real : unpack(intake, real, why);
        if (top != NULL && (below = intake_step_into(top, top != real)) != NULL)
            top = below;
        if (top != NULL)
            result = intake_look_through(intake, top, wish, why);
    }
    if (result == 0 && intake_join_all(intake) == -1)
        result = -1;
    if (result == 0 && intake->count == 0) {
        *why = kit_text("there are no submissions in %s: a folder or an archive for each student, "
                        "or a download of a course system. What is a single student's is graded "
                        "by grade-one",
                        path);
        result = -1;
    }
    if (result == 0 && wish->roster != NULL)
        result = match_roster(intake, wish->roster, why);
    free(real);
    free(below);
    if (result == 0)
        return intake;
    if (*why == NULL)
        *why = strdup("no memory for the submissions");
    intake_close(intake);
    return NULL;
}

/* Adds the student that FORM sees in NAME; 1: it sees none. 0, or -1 without memory. */
static int add_of_form(struct intake *intake, const struct download *form, const regex_t *pattern,
                       const char *name, const char *path)
{
    struct download_entry entry;
    if (!downloads_match(form, pattern, name, entries_is_folder(path), &entry))
        return 1;
    int result = entries_add(intake, form, &entry, name, path) == NULL ? -1 : 0;
    downloads_free(&entry);
    return result;
}

/* The name of the one submission may be of a known form, or as the expression says. */
static int add_one(struct intake *intake, const char *path, const char *expression, char **why)
{
    const struct download said = {.name = "name-regexp", .id = 1};
    const char *name = strrchr(path, '/') + 1;
    regex_t pattern;
    int result = 1;
    if (expression != NULL) {
        if (intake_compile(expression, &pattern, why) == -1)
            return -1;
        result = add_of_form(intake, &said, &pattern, name, path);
        regfree(&pattern);
    }
    for (const struct download *form = downloads; result == 1 && form->name != NULL; form++)
        if (downloads_compile(form, &pattern) == 0) {
            result = add_of_form(intake, form, &pattern, name, path);
            regfree(&pattern);
        }
    if (result != 1)
        return result;
    char *id = entries_is_folder(path) ? strdup(name) : names_without_ending(name);
    struct student *student = id == NULL ? NULL : intake_add_student(intake, id, NULL, name);
    free(id);
    return student == NULL ? -1 : intake_add_root(student, path, NULL);
}

struct intake *intake_open_one(const char *path, const struct intake_wish *wish, char **why)
{
    struct stat status;
    struct intake *intake = new_intake();
    char *real = realpath(path, NULL);
    *why = NULL;
    if (intake == NULL || real == NULL || stat(real, &status) == -1)
        *why = kit_text("%s: %s", path, strerror(errno));
    else if (add_one(intake, real, wish->name_regexp, why) == -1 && *why == NULL)
        *why = strdup("no memory for the submission");
    else if (*why == NULL && wish->roster != NULL)
        match_roster(intake, wish->roster, why);
    free(real);
    if (*why == NULL)
        return intake;
    intake_close(intake);
    return NULL;
}

const char *intake_form(const struct intake *intake) { return intake->form; }

size_t intake_count(const struct intake *intake) { return intake->count; }

const struct submission *intake_submission(const struct intake *intake, size_t index)
{
    return &intake->students[index].submission;
}

const json_t *intake_unmatched(const struct intake *intake) { return intake->unmatched; }

int intake_extract(const struct intake *intake, size_t index, const char *folder, json_t *notes,
                   char **why)
{
    const struct student *student = &intake->students[index];
    return extract_lessons(student->roots, student->count, folder, notes, why);
}
