/* downloads.h - the bulk downloads of course systems, known by the names that they give. */
#ifndef CLASS_DOWNLOADS_H
#define CLASS_DOWNLOADS_H

#include <regex.h>
#include <stdbool.h>

/* A form of download: what stands at its top, and what the names there tell. */
struct download {
    const char *name;                    /* "canvas" */
    const char *pattern;                 /* POSIX extended; of an entry at the top */
    int id, person, late, version, file; /* the groups of the pattern; 0: it has none */
    bool folders;                        /* its entries are folders */
    bool joins;                          /* entries of the same id are one student's */
    const char *versions; /* of the folders in each, of which the newest counts; NULL: none */
};

/* The forms, the plainest one last; a NULL name ends them. */
extern const struct download downloads[];

/* Compiles its pattern, for bytes: a name need not be UTF-8. 0, or -1 without memory. */
int downloads_compile(const struct download *form, regex_t *pattern);

/* What a name tells, each malloced; NULL where it does not. */
struct download_entry {
    char *id, *person, *version, *file;
    bool late;
};

/* Whether NAME, a folder's if FOLDER, is an entry of that form; if so fills ENTRY. */
bool downloads_match(const struct download *form, const regex_t *pattern, const char *name,
                     bool folder, struct download_entry *entry);
void downloads_free(struct download_entry *entry);

#endif
