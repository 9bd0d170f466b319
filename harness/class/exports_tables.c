/* exports_tables.c - a class as a table: our own, and one of the form of Canvas's gradebook. */
#include "class/csv.h"
#include "class/exports_inside.h"
#include "lessons.h"
#include "report/member.h"

#include <string.h>

static double number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static const json_t *lesson_of(const json_t *result, int wanted)
{
    size_t i;
    json_t *lesson;
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        if (member_number(lesson, NULL, "lesson") == wanted)
            return lesson;
    }
    return NULL;
}

static void put_cell(FILE *out, const char *text)
{
    csv_put_text(out, text, ',');
    fputc(',', out);
}

static void put_row(FILE *out, const json_t *result)
{
    int stars = 0;
    put_cell(out, member_text(result, "student"));
    put_cell(out, member_text(result, "name"));
    fprintf(out, "%.10g,%.10g,", number(result, "score"), number(result, "max_score"));
    for (int i = 1; i <= LESSON_COUNT; i++) {
        const json_t *lesson = lesson_of(result, i);
        put_cell(out, member_text(lesson, "status"));
        if (member_is(lesson, "status", "passed"))
            stars += member_number(lesson, "stretch", "passed");
    }
    fprintf(out, "%d,%s,", stars, json_is_true(json_object_get(result, "late")) ? "late" : "");
    put_cell(out, member_text(result, "submitted"));
    csv_put_text(out, member_text(result, "sandbox"), ',');
    fputs("\r\n", out);
}

/* Calls PUT with each result and its number. */
static int put_each(FILE *out, const struct class_results *results,
                    void put(FILE *out, const json_t *result), char **why)
{
    for (size_t i = 0; i < results->count; i++) {
        json_t *result = class_result(results, i, why);
        if (result == NULL)
            return -1;
        put(out, result);
        json_decref(result);
    }
    return ferror(out) ? -1 : 0;
}

int export_table(FILE *out, const struct class_results *results, const struct export_wish *wish,
                 char **why)
{
    (void)wish;
    fputs("student,name,score,max_score", out);
    for (int i = 0; i < LESSON_COUNT; i++)
        fprintf(out, ",%s", lessons[i].stem);
    fputs(",stars,late,submitted,sandbox\r\n", out);
    return put_each(out, results, put_row, why);
}

/* Canvas takes the number at the beginning of an ID for a user of its own, "1043abc" for 1043: only
   a whole number may stand there. A login that it knows counts where the ID is nobody's. */
static void put_gradebook_row(FILE *out, const json_t *result)
{
    const char *name = member_text(result, "name"), *id = member_text(result, "student");
    bool whole = *id != '\0' && id[strspn(id, "0123456789")] == '\0';
    put_cell(out, *name != '\0' ? name : id);
    put_cell(out, whole ? id : "");
    fputc(',', out);
    put_cell(out, id);
    fprintf(out, ",%.10g\r\n", number(result, "score"));
}

/* lib/gradebook_importer.rb of https://github.com/instructure/canvas-lms: those columns, and a row
   that says how much can be had. */
int export_gradebook(FILE *out, const struct class_results *results, const struct export_wish *wish,
                     char **why)
{
    (void)wish;
    json_t *first = results->count == 0 ? NULL : class_result(results, 0, why);
    if (results->count > 0 && first == NULL)
        return -1;
    fputs("Student,ID,SIS User ID,SIS Login ID,Section,Ten Steps\r\n", out);
    fprintf(out, "    Points Possible,,,,,%.10g\r\n", number(first, "max_score"));
    json_decref(first);
    return put_each(out, results, put_gradebook_row, why);
}
