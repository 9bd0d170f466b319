/* entries.c - what an entry at the top of a folder of submissions tells: whose it is, and when. */
#include "class/entries.h"

#include "class/names.h"
#include "files.h"
#include "kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

bool entries_is_folder(const char *path)
{
    struct stat status;
    return lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Seconds east of Greenwich, of " +01:00", " -0700" or " Z" at the end. */
static long zone_of(const char *text)
{
    const char *space = strrchr(text, ' ');
    int hours = 0, minutes = 0;
    char sign[2] = "";
    if (space == NULL || (sscanf(space + 1, "%1[+-]%2d:%2d", sign, &hours, &minutes) != 3 &&
                          sscanf(space + 1, "%1[+-]%2d%2d", sign, &hours, &minutes) != 3))
        return 0;
    long seconds = 3600L * hours + 60L * minutes;
    return *sign == '-' ? -seconds : seconds;
}

/* What stands there is taken for UTC unless it says another zone; -1: it is no time. */
static time_t time_of(const char *text)
{
    struct tm when = {0};
    if (sscanf(text, "%d-%d-%d%*1[- T]%d%*1[-:]%d%*1[-:]%d", &when.tm_year, &when.tm_mon,
               &when.tm_mday, &when.tm_hour, &when.tm_min, &when.tm_sec) != 6)
        return -1;
    when.tm_year -= 1900;
    when.tm_mon -= 1;
    return timegm(&when) - zone_of(text);
}

char *entries_newest_version(const char *folder, const char *pattern)
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

/* Gradescope's: each of a group; 1: nobody is known to have handed it in. */
static int take_group(struct top *top, const char *name, const char *path)
{
    size_t i;
    json_t *person, *entry = json_object_get(top->metadata, name);
    json_t *people = json_object_get(entry, "people");
    json_array_foreach(people, i, person)
    {
        struct student *student =
            intake_add_student(top->intake, json_string_value(json_object_get(person, "id")),
                               json_string_value(json_object_get(person, "name")), name);
        if (student == NULL || intake_add_root(student, path, NULL) == -1)
            return -1;
        student->submission.submitted =
            time_of(json_string_value(json_object_get(entry, "submitted")));
    }
    if (json_array_size(people) > 0)
        return 0;
    intake_leave(top->intake, name,
                 "submission_metadata.yml does not say whose it is; it is graded all the same");
    return 1;
}

/* A loose file's own name stands somewhere in it where the form does not say. */
static const char *file_of(const struct download_entry *entry, const char *name, bool folder)
{
    if (entry->file != NULL || folder || names_archive(name))
        return entry->file;
    return names_lesson_within(name);
}

struct student *entries_add(struct intake *intake, const struct download *form,
                            struct download_entry *entry, const char *name, const char *path)
{
    bool folder = entries_is_folder(path);
    struct student *student = intake_add_student(intake, entry->id, entry->person, name);
    char *version = form->versions == NULL ? NULL : entries_newest_version(path, form->versions);
    char *below = version == NULL ? strdup(path) : kit_text("%s/%s", path, version);
    if (student != NULL && below != NULL &&
        intake_add_root(student, below, file_of(entry, name, folder)) == 0) {
        student->submission.late = entry->late;
        student->submission.submitted = version == NULL ? -1 : time_of(version);
        student->version = entry->version;
        student->joins = form->joins || (!folder && form->file == 0 && !names_archive(name));
        entry->version = NULL;
    } else {
        student = NULL;
    }
    free(version);
    free(below);
    return student;
}

int entries_take(struct top *top, const struct download *form, const regex_t *pattern,
                 const char *name, const char *path)
{
    struct download_entry entry;
    if (!downloads_match(form, pattern, name, entries_is_folder(path), &entry))
        return 1;
    int result = 1;
    if (top->metadata != NULL && strcmp(form->name, "gradescope") == 0)
        result = take_group(top, name, path);
    if (result == 1)
        result = entries_add(top->intake, form, &entry, name, path) == NULL ? -1 : 0;
    downloads_free(&entry);
    return result;
}

int entries_take_plain(struct top *top, const char *name, const char *path, const char *slug)
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
    if (id != NULL && S_ISREG(status.st_mode) && !names_archive(name)) {
        intake_leave(top->intake, name, "it is neither a folder nor an archive");
        free(id);
        return 0;
    }
    struct student *student = id == NULL ? NULL : intake_add_student(top->intake, id, NULL, name);
    free(id);
    return student == NULL ? -1 : intake_add_root(student, path, NULL);
}
