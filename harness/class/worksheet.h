/* worksheet.h - a table that a course system gave, to be filled in: whose row is whose. */
#ifndef CLASS_WORKSHEET_H
#define CLASS_WORKSHEET_H

#include "class/csv.h"
#include "class/result.h"

#include <stdbool.h>
#include <stdio.h>

struct worksheet {
    struct csv sheet;
    struct worksheet_student {
        char *id, *name;
        double score, most;
        size_t rows, row; /* how many are theirs, and the last of them */
    } * students;         /* in the order of the results */
    size_t count;
    long *student_of; /* of each row: whose it is, and nobody else's; -1 */
};

/* What is written into a row; NULL or -1: nothing of that kind. */
struct worksheet_entries {
    long grade, feedback, most; /* columns; MOST says in each row how high a grade can be */
    double possible;            /* the same for all rows, unless it is 0 */
    long possible_row;          /* that says how much can be had, where a column is added */
    bool capped;                /* no grade may be above that */
    const char *added;          /* a column that is added, in place of GRADE */
};

/* Reads the table in the file PATH and who has results. 0; -1 with *WHY. Close it in any case. */
int worksheet_open(struct worksheet *worksheet, const char *path,
                   const struct class_results *results, char **why);
void worksheet_close(struct worksheet *worksheet);

/* Finds whose row is whose by one of these columns, that by which most are found: ID_COLUMNS hold
 * ids (-1 ends them), NAME_COLUMN names (-1: none). Numbers of several kinds may be the same for
 * different people, so no two kinds are mixed. Who is found in two rows, or two in one, is not. */
void worksheet_match(struct worksheet *worksheet, const long *id_columns, long name_column);

/* Writes the table with those entries, and every other byte as it was. FEEDBACK makes the text of a
 * cell (malloced). 0; -1, with *WHY if that says more than errno. */
int worksheet_write(const struct worksheet *worksheet, FILE *out,
                    const struct worksheet_entries *entries, const struct class_results *results,
                    char *feedback(const json_t *result, bool toned_down), bool toned_down,
                    char **why);

/* A number with a point or a comma; 0 if it is none above 0. */
double worksheet_number(const char *text);

/* Writes who has a result and no row into FOLDER/not-in-the-worksheet.csv, and says so in *WHY; or
 * removes it, if that is nobody. 0; -1 with *WHY. */
int worksheet_others(const struct worksheet *worksheet, const char *folder, char **why);

#endif
