/* files.h - files that are written whole or not at all, and the folders that they stand in. */
#ifndef FILES_H
#define FILES_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Makes that folder and those above it; 0, also if it is there; -1 with errno as mkdir(2). */
int files_make_folder(const char *path);

/* A stream that becomes the file PATH with files_done(), and no file before or without. NULL with
 * errno. */
struct new_file {
    FILE *out;
    char *path, *temporary;
    char *buffer; /* of the stream, which without one of its own may lose a byte */
};
int files_begin(struct new_file *file, const char *path);

/* Puts the file in its place, whole, or removes what there is of it if it could not be written or
 * FAILED. Returns 0; -1 with errno. */
int files_done(struct new_file *file, int failed);

/* Writes VALUE so, indented. 0, or -1 with errno. */
int files_write_json(const char *path, const json_t *value);

/* The names of the files in FOLDER that end so, sorted by their bytes; NULL ends them. *COUNT of
 * them. One allocation after the other: files_free_names(). NULL with errno. */
char **files_names(const char *folder, const char *ending, size_t *count);
void files_free_names(char **names);

#endif
