/* csv.h - tables in text files: RFC 4180, and the semicolons of some spreadsheets. */
#ifndef CLASS_CSV_H
#define CLASS_CSV_H

#include <stddef.h>
#include <stdio.h>

struct csv {
    char ***rows; /* of each as many cells as it has, NULL ends them; NULL ends the rows */
    size_t count;
    char separator;   /* ',' or ';' */
    char *text, *raw; /* unquoted in place; as the file has it */
    size_t size;
};

/* Reads the file PATH, of 64 MiB at most. 0; -1 with *WHY (malloced). */
int csv_read(struct csv *csv, const char *path, char **why);
void csv_free(struct csv *csv);

/* The column whose header is one of NAMES (NULL ends them), in any case; -1: none. */
long csv_column(const struct csv *csv, const char *const *names);

/* The cell in that row and column; "" if there is none. */
const char *csv_cell(const struct csv *csv, size_t row, long column);

/* The bytes of a cell that there is, as they stand in the file; what ends the row; and what comes
 * before the first one. *SIZE of them: together they are the file. */
const char *csv_raw(const struct csv *csv, size_t row, long column, size_t *size);
const char *csv_raw_end(const struct csv *csv, size_t row, size_t *size);
const char *csv_raw_begin(const struct csv *csv, size_t *size);

/* How many cells the row has. */
long csv_width(const struct csv *csv, size_t row);

/* Writes TEXT as a cell: in quotes where need be. As it is: what a spreadsheet would run must be
 * neutralised before, csv_put_text(). */
void csv_put(FILE *out, const char *text, char separator);

/* Writes TEXT as a cell that no spreadsheet takes for a formula, whatever it takes for the ends of
 * cells. */
void csv_put_text(FILE *out, const char *text, char separator);

#endif
