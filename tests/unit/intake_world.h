/* intake_world.h - for tests of the intake: classes and archives that are made on the spot. */
#ifndef INTAKE_WORLD_H
#define INTAKE_WORLD_H

#include "class/intake.h"
#include "files.h"
#include "kit_world.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <sys/time.h>

/* What an archive is made of; DATA NULL: a link to LINK. */
struct member {
    const char *path, *data, *link;
    time_t when;
};

static struct intake *intake;
static char *why;
static json_t *notes;

static inline int open_world(void **state)
{
    setlocale(LC_CTYPE, "C.UTF-8"); /* as the program does */
    intake = NULL;
    why = NULL;
    notes = json_array();
    return make_folder(state);
}

static inline int close_world(void **state)
{
    intake_close(intake);
    free(why);
    json_decref(notes);
    return erase_folder(state);
}

#define IN_WORLD(test) cmocka_unit_test_setup_teardown(test, open_world, close_world)

/* A file in the folder, and the folders above it. */
static inline void put_deep(const char *path, const char *text)
{
    char *whole = in_folder(path), *slash = strrchr(whole, '/');
    *slash = '\0';
    assert_int_equal(files_make_folder(whole), 0);
    *slash = '/';
    put(path, text);
}

static inline void put_aged(const char *path, const char *text, time_t when)
{
    put_deep(path, text);
    const struct timeval times[2] = {{.tv_sec = when}, {.tv_sec = when}};
    assert_int_equal(utimes(in_folder(path), times), 0);
}

static inline void write_member(struct archive *archive, const struct member *member)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_copy_pathname(entry, member->path);
    archive_entry_set_mtime(entry, member->when, 0);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_filetype(entry, member->data != NULL ? AE_IFREG : AE_IFLNK);
    if (member->data == NULL)
        archive_entry_set_symlink(entry, member->link);
    else if (member->link != NULL)
        archive_entry_set_hardlink(entry, member->link);
    size_t size = member->data == NULL || member->link != NULL ? 0 : strlen(member->data);
    archive_entry_set_size(entry, (la_int64_t)size);
    assert_true(archive_write_header(archive, entry) >= ARCHIVE_WARN);
    if (size > 0)
        assert_int_equal(archive_write_data(archive, member->data, size), size);
    archive_entry_free(entry);
}

/* Of the form that its ending says; a path of NULL ends the members. */
static inline void put_archive(const char *name, const struct member *members)
{
    struct archive *archive = archive_write_new();
    assert_int_equal(archive_write_set_format_filter_by_ext(archive, name), ARCHIVE_OK);
    assert_int_equal(archive_write_open_filename(archive, in_folder(name)), ARCHIVE_OK);
    for (; members->path != NULL; members++)
        write_member(archive, members);
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    archive_write_free(archive);
}

#define ARCHIVE(name, ...) put_archive(name, (const struct member[]){__VA_ARGS__, {.path = NULL}})

static inline void open_class_with(const char *name, const char *roster, const char *regexp)
{
    struct intake_wish wish = {.roster = roster, .name_regexp = regexp};
    intake = intake_open(in_folder(name), &wish, &why);
    if (intake == NULL)
        fail_msg("not opened: %s", why);
}

static inline void open_class(const char *name) { open_class_with(name, NULL, NULL); }

static inline void refuses(const char *name, const char *words)
{
    struct intake_wish wish = {.roster = NULL};
    intake = intake_open(in_folder(name), &wish, &why);
    assert_null(intake);
    assert_says(why, words);
}

/* The ids of all students, in their order, divided by spaces. */
static inline void assert_ids(const char *wanted)
{
    char ids[4096] = "";
    for (size_t i = 0; i < intake_count(intake); i++) {
        strcat(ids, i == 0 ? "" : " ");
        strcat(ids, intake_submission(intake, i)->id);
    }
    assert_string_equal(ids, wanted);
}

static inline size_t student(const char *id)
{
    for (size_t i = 0; i < intake_count(intake); i++)
        if (strcmp(intake_submission(intake, i)->id, id) == 0)
            return i;
    fail_msg("there is no student %s", id);
    return 0;
}

/* What the student's lesson holds after extraction; "" if there is none. */
static inline const char *lesson_of(const char *id, const char *stem)
{
    static char text[256];
    static int times;
    char *place = kit_text("%s/out%d", folder, times++);
    assert_int_equal(mkdir(place, 0700), 0);
    json_array_clear(notes);
    if (intake_extract(intake, student(id), place, notes, &why) == -1)
        fail_msg("not extracted: %s", why);
    char *path = kit_text("%s/%s.c", place, stem);
    FILE *file = fopen(path, "re");
    size_t size = file == NULL ? 0 : fread(text, 1, sizeof text - 1, file);
    text[size] = '\0';
    if (file != NULL)
        fclose(file);
    free(path);
    free(place);
    return text;
}

static inline bool says(const json_t *texts, const char *part)
{
    char *all = json_dumps(texts, JSON_ENCODE_ANY);
    bool found = all != NULL && strstr(all, part) != NULL;
    free(all);
    return found;
}

static inline void assert_noted(const char *part)
{
    if (!says(notes, part))
        fail_msg("no note says \"%s\": %s", part, json_dumps(notes, 0));
}

static inline void assert_unmatched(const char *part)
{
    if (!says(intake_unmatched(intake), part))
        fail_msg("\"%s\" is not listed: %s", part, json_dumps(intake_unmatched(intake), 0));
}

#define THIRD "03_client_exchange"
#define FOURTH "04_client_close"

#endif
