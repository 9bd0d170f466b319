/* entries.h - what an entry at the top of a folder of submissions tells: whose it is, and when. */
#ifndef CLASS_ENTRIES_H
#define CLASS_ENTRIES_H

#include "class/intake_inside.h"

/* The folder PATH of submissions, and what lies in it. */
struct top {
    struct intake *intake;
    const char *path;
    char **names;
    size_t count;
    json_t *metadata; /* Gradescope's; NULL: there is none */
};

/* Whether it is a folder, and no link to one. */
bool entries_is_folder(const char *path);

/* The newest of the versions below FOLDER, malloced; NULL: there is none. */
char *entries_newest_version(const char *folder, const char *pattern);

/* A new student, of what the name of an entry tells; NULL without memory. */
struct student *entries_add(struct intake *intake, const struct download *form,
                            struct download_entry *entry, const char *name, const char *path);

/* Takes an entry of a known form: 0; -1 without memory, 1 if it is not one. */
int entries_take(struct top *top, const struct download *form, const regex_t *pattern,
                 const char *name, const char *path);

/* The same of plain folders: a folder, an archive, or a file that belongs to nobody. Of a name that
 * begins with SLUG, "lab1", what follows is the id; "": of none. 0, or -1 without memory. */
int entries_take_plain(struct top *top, const char *name, const char *path, const char *slug);

#endif
