/* worksheet_write.c - a worksheet with its entries, and every other byte as it was. */
#include "class/worksheet.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct writing {
    const struct worksheet *worksheet;
    const struct worksheet_entries *entries;
    FILE *out;
};

static void put_bytes(FILE *out, const char *bytes, size_t size) { fwrite(bytes, 1, size, out); }

double worksheet_number(const char *text)
{
    char digits[32];
    if (strlen(text) >= sizeof digits)
        return 0;
    strcpy(digits, text);
    for (char *c = digits; *c != '\0'; c++)
        *c = *c == ',' ? '.' : *c;
    double value = strtod(digits, NULL);
    return isfinite(value) && value > 0 ? value : 0;
}

/* The score as a part of what the table says can be had. */
static double grade_of(const struct writing *writing, size_t row,
                       const struct worksheet_student *student)
{
    const struct worksheet_entries *entries = writing->entries;
    double grade = student->score, most = entries->possible;
    if (entries->most != -1)
        most = worksheet_number(csv_cell(&writing->worksheet->sheet, row, entries->most));
    if (most > 0 && student->most > 0 && most != student->most)
        grade = round(grade / student->most * most * 100) / 100;
    return entries->capped && most > 0 && grade > most ? most : grade;
}

static void put_added(const struct writing *writing, size_t row,
                      const struct worksheet_student *student)
{
    const struct csv *sheet = &writing->worksheet->sheet;
    if (csv_width(sheet, row) < csv_width(sheet, 0))
        return;
    fputc(sheet->separator, writing->out);
    if (row == 0)
        csv_put(writing->out, writing->entries->added, sheet->separator);
    else if (student != NULL)
        fprintf(writing->out, "%.10g", grade_of(writing, row, student));
    else if ((long)row == writing->entries->possible_row && writing->worksheet->count > 0)
        fprintf(writing->out, "%.10g", writing->worksheet->students[0].most);
}

static void put_row(const struct writing *writing, size_t row,
                    const struct worksheet_student *student, const char *feedback)
{
    const struct csv *sheet = &writing->worksheet->sheet;
    const struct worksheet_entries *entries = writing->entries;
    size_t size;
    for (long column = 0; sheet->rows[row][column] != NULL; column++) {
        const char *bytes = csv_raw(sheet, row, column, &size);
        if (column > 0)
            fputc(sheet->separator, writing->out);
        if (student != NULL && column == entries->grade)
            fprintf(writing->out, "%.10g", grade_of(writing, row, student));
        else if (feedback != NULL && column == entries->feedback)
            csv_put_text(writing->out, feedback, sheet->separator);
        else
            put_bytes(writing->out, bytes, size);
    }
    if (entries->added != NULL)
        put_added(writing, row, student);
    const char *end = csv_raw_end(sheet, row, &size);
    put_bytes(writing->out, end, size);
}

int worksheet_write(const struct worksheet *worksheet, FILE *out,
                    const struct worksheet_entries *entries, const struct class_results *results,
                    char *feedback(const json_t *result, bool toned_down), bool toned_down,
                    char **why)
{
    const struct writing writing = {worksheet, entries, out};
    size_t size;
    const char *begin = csv_raw_begin(&worksheet->sheet, &size);
    put_bytes(out, begin, size);
    for (size_t row = 0; row < worksheet->sheet.count; row++) {
        long owner = worksheet->student_of[row];
        char *words = NULL;
        if (owner != -1 && entries->feedback != -1) {
            json_t *result = class_result(results, (size_t)owner, why);
            words = result == NULL ? NULL : feedback(result, toned_down);
            json_decref(result);
            if (words == NULL)
                return -1;
        }
        put_row(&writing, row, owner == -1 ? NULL : &worksheet->students[owner], words);
        free(words);
    }
    return ferror(out) ? -1 : 0;
}
