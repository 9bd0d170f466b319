/* exports_tables.c - a class as a table: our own, Canvas's gradebook, Moodle's grading worksheet.
 */
#include "class/csv.h"
#include "class/exports_inside.h"
#include "class/feedback.h"
#include "class/names.h"
#include "kit.h"
#include "lessons.h"
#include "report/member.h"

#include <stdlib.h>
#include <string.h>

static double number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

/* --- our own ---------------------------------------------------------------------------------- */

static void put_row(FILE *out, const json_t *result)
{
    size_t i;
    json_t *lesson;
    int stars = 0;
    csv_put_text(out, member_text(result, "student"), ',');
    fputc(',', out);
    csv_put_text(out, member_text(result, "name"), ',');
    fprintf(out, ",%g,%g", number(result, "score"), number(result, "max_score"));
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        fputc(',', out);
        csv_put_text(out, member_text(lesson, "status"), ',');
        if (member_is(lesson, "status", "passed"))
            stars += member_number(lesson, "stretch", "passed");
    }
    fprintf(out, ",%d,%s,%s,%s\r\n", stars,
            json_is_true(json_object_get(result, "late")) ? "late" : "",
            member_text(result, "submitted"), member_text(result, "sandbox"));
}

int export_table(FILE *out, const struct class_results *results, const struct export_wish *wish,
                 char **why)
{
    (void)wish;
    fputs("student,name,score,max_score", out);
    for (int i = 0; i < LESSON_COUNT; i++)
        fprintf(out, ",%s", lessons[i].stem);
    fputs(",stars,late,submitted,sandbox\r\n", out);
    for (size_t i = 0; i < results->count; i++) {
        json_t *result = class_result(results, i, why);
        if (result == NULL)
            return -1;
        put_row(out, result);
        json_decref(result);
    }
    return ferror(out) ? -1 : 0;
}

/* --- other people's --------------------------------------------------------------------------- */

struct filling {
    FILE *out;
    const struct csv *sheet;
    const struct class_results *results;
    const struct export_wish *wish;
    long known_by[3];     /* columns that tell who a row is of; -1 */
    long grade, feedback; /* columns to fill in; -1 */
    const char *added;    /* a column to be added; NULL */
    char **ids;           /* of each result */
};

static const char *without_word(const char *text)
{
    static const char word[] = "Participant ";
    return strncmp(text, word, sizeof word - 1) == 0 ? text + sizeof word - 1 : text;
}

/* The result of that row; -1: nobody's. */
static long result_of(const struct filling *filling, size_t row)
{
    for (size_t n = 0; n < 3; n++) {
        const char *known = without_word(csv_cell(filling->sheet, row, filling->known_by[n]));
        for (size_t i = 0; *known != '\0' && i < filling->results->count; i++)
            if (names_same(known, filling->ids[i]))
                return (long)i;
    }
    return -1;
}

static void put_score(const struct filling *filling, const json_t *result)
{
    if (result != NULL)
        fprintf(filling->out, "%g", number(result, "score"));
}

/* Other columns stay what they were. RESULT may be NULL: nobody's. */
static void put_sheet_row(const struct filling *filling, size_t row, const json_t *result)
{
    char separator = filling->sheet->separator;
    for (long column = 0; filling->sheet->rows[row][column] != NULL; column++) {
        if (column > 0)
            fputc(separator, filling->out);
        if (result != NULL && column == filling->grade) {
            put_score(filling, result);
        } else if (result != NULL && column == filling->feedback) {
            char *words = feedback_all(result, filling->wish->toned_down);
            csv_put_text(filling->out, words == NULL ? "" : words, separator);
            free(words);
        } else {
            csv_put(filling->out, filling->sheet->rows[row][column], separator);
        }
    }
    if (filling->added != NULL) {
        fputc(separator, filling->out);
        csv_put(filling->out, row == 0 ? filling->added : "", separator);
        put_score(filling, result);
    }
    fputs("\r\n", filling->out);
}

static int read_ids(struct filling *filling, char **why)
{
    filling->ids = calloc(filling->results->count + 1, sizeof *filling->ids);
    for (size_t i = 0; filling->ids != NULL && i < filling->results->count; i++) {
        json_t *result = class_result(filling->results, i, why);
        filling->ids[i] = result == NULL ? NULL : strdup(member_text(result, "student"));
        json_decref(result);
        if (filling->ids[i] == NULL)
            return -1;
    }
    return filling->ids == NULL ? -1 : 0;
}

static int fill_in(struct filling *filling, char **why)
{
    int failed = read_ids(filling, why);
    for (size_t row = 0; failed == 0 && row < filling->sheet->count; row++) {
        long index = row == 0 ? -1 : result_of(filling, row);
        json_t *result = index == -1 ? NULL : class_result(filling->results, (size_t)index, why);
        failed = index != -1 && result == NULL ? -1 : 0;
        if (failed == 0)
            put_sheet_row(filling, row, result);
        json_decref(result);
    }
    for (size_t i = 0; filling->ids != NULL && i < filling->results->count; i++)
        free(filling->ids[i]);
    free(filling->ids);
    return failed == -1 || ferror(filling->out) ? -1 : 0;
}

/* https://docs.moodle.org/en/Assignment_settings, "Offline grading worksheet". */
int export_moodle(FILE *out, const struct class_results *results, const struct export_wish *wish,
                  char **why)
{
    struct csv sheet;
    if (wish->worksheet == NULL) {
        *why = strdup("moodle: give the grading worksheet that Moodle has let you download, with "
                      "--worksheet FILE.csv: it is filled in");
        return -1;
    }
    if (csv_read(&sheet, wish->worksheet, why) == -1)
        return -1;
    struct filling filling = {
        .out = out,
        .sheet = &sheet,
        .results = results,
        .wish = wish,
        .known_by = {csv_column(&sheet, (const char *const[]){"Identifier", NULL}),
                     csv_column(&sheet, (const char *const[]){"ID number", "Username", NULL}),
                     csv_column(&sheet, (const char *const[]){"Email address", NULL})},
        .grade = csv_column(&sheet, (const char *const[]){"Grade", NULL}),
        .feedback = csv_column(&sheet, (const char *const[]){"Feedback comments", NULL})};
    int result = -1;
    if (filling.grade == -1 || filling.known_by[0] == -1)
        *why = kit_text("%s is no grading worksheet of Moodle: it has no columns Identifier and "
                        "Grade",
                        wish->worksheet);
    else
        result = fill_in(&filling, why);
    csv_free(&sheet);
    return result;
}

/* Without a gradebook of Canvas to fill in, one of its form. */
static int make_gradebook(FILE *out, const struct class_results *results, char **why)
{
    fputs("Student,ID,SIS User ID,SIS Login ID,Section,Ten Steps\r\n", out);
    for (size_t i = 0; i < results->count; i++) {
        json_t *result = class_result(results, i, why);
        if (result == NULL)
            return -1;
        const char *name = member_text(result, "name");
        if (i == 0)
            fprintf(out, "    Points Possible,,,,,%g\r\n", number(result, "max_score"));
        csv_put_text(out, *name != '\0' ? name : member_text(result, "student"), ',');
        fputc(',', out);
        csv_put_text(out, member_text(result, "student"), ',');
        fprintf(out, ",,,,%g\r\n", number(result, "score"));
        json_decref(result);
    }
    return ferror(out) ? -1 : 0;
}

/* https://community.canvaslms.com: "How do I import grades in the Gradebook?" */
int export_canvas(FILE *out, const struct class_results *results, const struct export_wish *wish,
                  char **why)
{
    struct csv sheet;
    if (wish->worksheet == NULL)
        return make_gradebook(out, results, why);
    if (csv_read(&sheet, wish->worksheet, why) == -1)
        return -1;
    struct filling filling = {
        .out = out,
        .sheet = &sheet,
        .results = results,
        .wish = wish,
        .known_by = {csv_column(&sheet, (const char *const[]){"ID", NULL}),
                     csv_column(&sheet, (const char *const[]){"SIS User ID", NULL}),
                     csv_column(&sheet, (const char *const[]){"SIS Login ID", NULL})},
        .grade = csv_column(&sheet, (const char *const[]){"Ten Steps", NULL}),
        .feedback = -1};
    filling.added = filling.grade == -1 ? "Ten Steps" : NULL;
    int result = -1;
    if (filling.known_by[0] == -1)
        *why = kit_text("%s is no gradebook of Canvas: it has no column ID", wish->worksheet);
    else
        result = fill_in(&filling, why);
    csv_free(&sheet);
    return result;
}
