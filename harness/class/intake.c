/* intake.c - the submissions of a class: what was handed in, by whom, and the ten files of each. */
#include "class/intake.h"

#include "class/downloads.h"
#include "class/extract.h"
#include "class/gradescope.h"
#include "class/names.h"
#include "class/roster.h"
#include "files.h"
#include "kit.h"

#include <dirent.h>
#include <errno.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <unistd.h>

struct student {
    struct submission submission;
    struct root *roots;
    size_t count;
    char *version; /* where only the newest counts */
};

struct intake {
    const char *form;
    char *unpacked; /* a folder to be removed; NULL */
    struct student *students;
    size_t count, room;
    json_t *unmatched, *notes;
};

static void leave(struct intake *intake, const char *what, const char *why)
{
    char *text = names_text(what);
    json_array_append_new(intake->unmatched,
                          json_pack("{ss ss}", "what", text == NULL ? "?" : text, "why", why));
    free(text);
}

/* --- students --------------------------------------------------------------------------------- */

static void free_roots(struct student *student)
{
    for (size_t i = 0; i < student->count; i++) {
        free(student->roots[i].path);
        free(student->roots[i].file);
    }
    student->count = 0;
}

static void free_student(struct student *student)
{
    free_roots(student);
    free(student->roots);
    free(student->version);
    free(student->submission.id);
    free(student->submission.name);
    free(student->submission.origin);
}

static int add_root(struct student *student, const char *path, const char *file)
{
    struct root *more = realloc(student->roots, (student->count + 1) * sizeof *more);
    if (more == NULL)
        return -1;
    student->roots = more;
    more[student->count] = (struct root){strdup(path), file == NULL ? NULL : strdup(file)};
    return more[student->count++].path == NULL ? -1 : 0;
}

/* A new one at the end; whether there is one of that id already is seen later. */
static struct student *add_student(struct intake *intake, const char *id, const char *name,
                                   const char *origin)
{
    if (intake->count == intake->room) {
        size_t room = intake->room == 0 ? 64 : 2 * intake->room;
        struct student *more = realloc(intake->students, room * sizeof *more);
        if (more == NULL)
            return NULL;
        intake->students = more;
        intake->room = room;
    }
    struct student *student = &intake->students[intake->count++];
    *student = (struct student){.submission = {.id = names_text(id),
                                               .name = name == NULL ? NULL : names_text(name),
                                               .origin = names_text(origin),
                                               .submitted = -1}};
    return student->submission.id == NULL || student->submission.origin == NULL ? NULL : student;
}

static int by_id(const void *one, const void *other)
{
    const struct student *a = one, *b = other;
    int order = strcmp(a->submission.id, b->submission.id);
    if (order == 0 && a->version != NULL && b->version != NULL) {
        size_t lengths[] = {strlen(a->version), strlen(b->version)}; /* 9 is older than 10 */
        order = lengths[0] != lengths[1] ? (lengths[0] < lengths[1] ? -1 : 1)
                                         : strcmp(a->version, b->version);
    }
    return order != 0 ? order : strcmp(a->submission.origin, b->submission.origin);
}

/* What NEXT has handed in belongs to the same student as STUDENT: a newer version takes its place,
   another file of the same one is added. */
static int join(struct student *student, struct student *next)
{
    int result = 0;
    bool newer = next->version != NULL && student->version != NULL &&
                 strcmp(next->version, student->version) != 0;
    if (newer)
        free_roots(student);
    for (size_t i = 0; i < next->count && result == 0; i++)
        result = add_root(student, next->roots[i].path, next->roots[i].file);
    student->submission.late =
        newer ? next->submission.late : student->submission.late || next->submission.late;
    if (newer || next->submission.submitted > student->submission.submitted)
        student->submission.submitted = next->submission.submitted;
    if (newer) {
        char *origin = student->submission.origin, *version = student->version;
        student->submission.origin = next->submission.origin;
        student->version = next->version;
        next->submission.origin = origin;
        next->version = version;
    }
    free_student(next);
    return result;
}

static int join_all(struct intake *intake)
{
    size_t kept = 0;
    int result = 0;
    if (intake->count > 0)
        qsort(intake->students, intake->count, sizeof *intake->students, by_id);
    for (size_t i = 0; i < intake->count; i++) {
        struct student *next = &intake->students[i];
        if (kept > 0 && strcmp(intake->students[kept - 1].submission.id, next->submission.id) == 0)
            result |= join(&intake->students[kept - 1], next);
        else
            intake->students[kept++] = *next;
    }
    intake->count = kept;
    return result;
}

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
            add_student(top->intake, json_string_value(json_object_get(person, "id")),
                        json_string_value(json_object_get(person, "name")), name);
        if (student == NULL || add_root(student, path, NULL) == -1)
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
    struct student *student = add_student(top->intake, entry.id, entry.person, name);
    char *version = form->versions == NULL ? NULL : newest_version(path, form->versions);
    char *below = version == NULL ? strdup(path) : kit_text("%s/%s", path, version);
    result =
        student == NULL || below == NULL || add_root(student, below, entry.file) == -1 ? -1 : 0;
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
        leave(top->intake, name, "a lesson beside the submissions belongs to nobody");
        return 0;
    }
    if (lstat(path, &status) == -1 || (!S_ISDIR(status.st_mode) && !S_ISREG(status.st_mode))) {
        leave(top->intake, name, "it is neither a folder nor an archive");
        return 0;
    }
    if (prefix > 0 && strncmp(name, slug, prefix) == 0 && name[prefix] == '-' && name[prefix + 1])
        name += prefix + 1;
    char *id = S_ISDIR(status.st_mode) ? strdup(name) : names_without_ending(name);
    if (id != NULL && S_ISREG(status.st_mode) && strcmp(id, name) == 0) {
        leave(top->intake, name, "it is neither a folder nor an archive");
        free(id);
        return 0;
    }
    struct student *student = id == NULL ? NULL : add_student(top->intake, id, NULL, name);
    free(id);
    return student == NULL ? -1 : add_root(student, path, NULL);
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
            leave(top->intake, name, "its name is not of the form of the others");
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
            leave(intake, one->id, "nobody on the roster is called so; it is graded all the same");
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
            leave(intake, roster_id(roster, i), "is on the roster, and has handed nothing in");
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
        free_student(&intake->students[i]);
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
        leave(intake, json_string_value(text), "left out of the download");
    }
    return result == 0 ? intake->unpacked : NULL;
}

/* A folder that holds all of an archive is stepped into. */
static char *only_folder(const char *path)
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

static int look_through(struct intake *intake, const char *path, const struct intake_wish *wish,
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
        if (top != NULL && top != real && (below = only_folder(top)) != NULL)
            top = below;
        if (top != NULL)
            result = look_through(intake, top, wish, why);
    }
    if (result == 0 && join_all(intake) == -1)
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
        struct student *student = add_student(intake, entry.id, entry.person, name);
        if (student != NULL)
            student->submission.late = entry.late;
        downloads_free(&entry);
        return student;
    }
    char *id = folder ? strdup(name) : names_without_ending(name);
    struct student *student = id == NULL ? NULL : add_student(intake, id, NULL, name);
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
        if (student == NULL || add_root(student, real, NULL) == -1)
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
