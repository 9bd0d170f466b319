/* worksheet.c - a table that a course system gave, to be filled in: whose row is whose. */
#include "class/worksheet.h"

#include "class/names.h"
#include "files.h"
#include "kit.h"
#include "report/member.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int read_students(struct worksheet *worksheet, const struct class_results *results,
                         char **why)
{
    worksheet->students = calloc(results->count + 1, sizeof *worksheet->students);
    while (worksheet->students != NULL && worksheet->count < results->count) {
        struct worksheet_student *student = &worksheet->students[worksheet->count];
        json_t *result = class_result(results, worksheet->count, why);
        if (result == NULL)
            return -1;
        *student = (struct worksheet_student){
            .id = strdup(member_text(result, "student")),
            .name = strdup(member_text(result, "name")),
            .score = json_number_value(json_object_get(result, "score")),
            .most = json_number_value(json_object_get(result, "max_score"))};
        json_decref(result);
        worksheet->count++;
        if (student->id == NULL || student->name == NULL)
            return -1;
    }
    return worksheet->students == NULL ? -1 : 0;
}

int worksheet_open(struct worksheet *worksheet, const char *path,
                   const struct class_results *results, char **why)
{
    *worksheet = (struct worksheet){.count = 0};
    if (csv_read(&worksheet->sheet, path, why) == -1)
        return -1;
    worksheet->student_of = calloc(worksheet->sheet.count, sizeof *worksheet->student_of);
    return worksheet->student_of == NULL ? -1 : read_students(worksheet, results, why);
}

void worksheet_close(struct worksheet *worksheet)
{
    for (size_t i = 0; i < worksheet->count; i++) {
        free(worksheet->students[i].id);
        free(worksheet->students[i].name);
    }
    free(worksheet->students);
    free(worksheet->student_of);
    csv_free(&worksheet->sheet);
}

/* --- whose row is whose ----------------------------------------------------------------------- */

/* Moodle's identifiers are numbers after a word. */
static const char *without_word(const char *text)
{
    static const char word[] = "Participant ";
    return strncmp(text, word, sizeof word - 1) == 0 ? text + sizeof word - 1 : text;
}

static const char *known_as(const struct worksheet *worksheet, size_t row, long column)
{
    bool whole = csv_width(&worksheet->sheet, row) >= csv_width(&worksheet->sheet, 0);
    return whole ? without_word(csv_cell(&worksheet->sheet, row, column)) : "";
}

/* Whose row is whose by that column; how many are found. */
static size_t match_by(struct worksheet *worksheet, long column, bool names)
{
    size_t found = 0;
    for (size_t i = 0; i < worksheet->count; i++)
        worksheet->students[i].rows = 0;
    for (size_t row = 0; row < worksheet->sheet.count; row++) {
        const char *known = row == 0 ? "" : known_as(worksheet, row, column);
        size_t owners = 0;
        worksheet->student_of[row] = -1;
        for (size_t i = 0; *known != '\0' && i < worksheet->count; i++) {
            struct worksheet_student *student = &worksheet->students[i];
            if (!names_same(known, names ? student->name : student->id))
                continue;
            student->rows++;
            student->row = row;
            worksheet->student_of[row] = owners++ == 0 ? (long)i : -1;
        }
    }
    for (size_t row = 0; row < worksheet->sheet.count; row++) {
        long owner = worksheet->student_of[row];
        if (owner != -1 && worksheet->students[owner].rows != 1)
            worksheet->student_of[row] = -1;
        found += worksheet->student_of[row] != -1;
    }
    return found;
}

void worksheet_match(struct worksheet *worksheet, const long *id_columns, long name_column)
{
    long best = *id_columns;
    size_t most = match_by(worksheet, best, false), found;
    for (const long *column = id_columns + 1; *column != -1; column++) {
        found = match_by(worksheet, *column, false);
        if (found > most) {
            most = found;
            best = *column;
        }
    }
    found = name_column == -1 ? 0 : match_by(worksheet, name_column, true);
    if (found <= most)
        match_by(worksheet, best, false);
}

/* --- who has none ----------------------------------------------------------------------------- */

static bool is_placed(const struct worksheet *worksheet, size_t index)
{
    const struct worksheet_student *student = &worksheet->students[index];
    return student->rows == 1 && worksheet->student_of[student->row] == (long)index;
}

static size_t put_others(const struct worksheet *worksheet, FILE *out)
{
    size_t others = 0;
    fputs("student,name,score,max_score\r\n", out);
    for (size_t i = 0; i < worksheet->count; i++) {
        const struct worksheet_student *student = &worksheet->students[i];
        if (is_placed(worksheet, i))
            continue;
        csv_put_text(out, student->id, ',');
        fputc(',', out);
        csv_put_text(out, student->name, ',');
        fprintf(out, ",%.10g,%.10g\r\n", student->score, student->most);
        others++;
    }
    return others;
}

int worksheet_others(const struct worksheet *worksheet, const char *folder, char **why)
{
    struct new_file file;
    char *path = kit_text("%s/not-in-the-worksheet.csv", folder);
    int result = path == NULL ? -1 : files_begin(&file, path);
    if (result == 0) {
        size_t others = put_others(worksheet, file.out);
        result = files_done(&file, 0);
        if (result == 0 && others == 0)
            result = unlink(path);
        else if (result == 0)
            *why = kit_text("%zu of %zu students have no row of their own in the worksheet: %s",
                            others, worksheet->count, path);
    }
    if (result == -1)
        *why =
            kit_text("%s could not be written: %s", path == NULL ? folder : path, strerror(errno));
    free(path);
    return result;
}
