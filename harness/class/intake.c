/* intake.c - the submissions of a class: what was handed in, by whom, and the ten files of each. */
#include "class/intake.h"

#include "class/downloads.h"
#include "class/intake_inside.h"
#include "class/names.h"
#include "class/roster.h"
#include "kit.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* --- the roster ------------------------------------------------------------------------------- */

static int match_roster(struct intake *intake, const char *path, char **why)
{
    struct roster *roster = roster_read(path, why);
    if (roster == NULL)
        return -1;
    bool *seen = calloc(roster_count(roster) + 1, sizeof *seen);
    for (size_t i = 0; seen != NULL && i < intake->count; i++) {
        struct submission *one = &intake->students[i].submission;
        long index = roster_find(roster, one->id);
        if (index == -1) {
            intake_leave(intake, one->id,
                         "nobody on the roster is called so; it is graded all the same");
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
    int result = extract_download(path, intake->unpacked, intake->notes, why);
    if (result == 1)
        *why = kit_text("%s is neither a folder nor an archive that can be read", path);
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
        if (top != NULL && top != real && (below = intake_only_folder(top)) != NULL)
            top = below;
        if (top != NULL)
            result = intake_look_through(intake, top, wish, why);
    }
    if (result == 0 && intake_join_all(intake) == -1)
        result = -1;
    if (result == 0 && intake->count == 0) {
        *why = kit_text("there are no submissions in %s: a folder or an archive for each student, "
                        "or a download of a course system",
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

/* The name of the one submission may be of a known form. */
static struct student *add_one(struct intake *intake, const char *name, bool folder)
{
    for (const struct download *form = downloads; form->name != NULL; form++) {
        struct download_entry entry;
        regex_t pattern;
        if (regcomp(&pattern, form->pattern, REG_EXTENDED) != 0)
            continue;
        bool is = downloads_match(form, &pattern, name, folder, &entry);
        regfree(&pattern);
        if (!is)
            continue;
        struct student *student = intake_add_student(intake, entry.id, entry.person, name);
        if (student != NULL)
            student->submission.late = entry.late;
        downloads_free(&entry);
        return student;
    }
    char *id = folder ? strdup(name) : names_without_ending(name);
    struct student *student = id == NULL ? NULL : intake_add_student(intake, id, NULL, name);
    free(id);
    return student;
}

struct intake *intake_open_one(const char *path, const struct intake_wish *wish, char **why)
{
    struct stat status;
    struct intake *intake = new_intake();
    char *real = realpath(path, NULL), *slash = real == NULL ? NULL : strrchr(real, '/');
    *why = NULL;
    if (intake == NULL || real == NULL || stat(path, &status) == -1)
        *why = kit_text("%s: %s", path, strerror(errno));
    else {
        struct student *student = add_one(intake, slash + 1, S_ISDIR(status.st_mode));
        if (student == NULL || intake_add_root(student, real, NULL) == -1)
            *why = strdup("no memory for the submission");
        else if (wish->roster != NULL)
            match_roster(intake, wish->roster, why);
    }
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
