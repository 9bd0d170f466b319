/* exports_sheets.c - the worksheets of Moodle and Canvas, filled in. */
#include "class/exports_inside.h"
#include "class/feedback.h"
#include "class/names.h"
#include "class/worksheet.h"
#include "kit.h"
#include "report/page.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { MOST_OF_CELL = 32000 /* a spreadsheet takes 32767 characters */ };

#define COLUMN(sheet, ...) csv_column(sheet, (const char *const[]){__VA_ARGS__, NULL})

static int write_filled(const struct worksheet *worksheet, FILE *out, const char *format,
                        const struct worksheet_entries *entries,
                        const struct class_results *results, const struct export_wish *wish,
                        char *feedback(const json_t *result, bool toned_down), char **why)
{
    int result = worksheet_write(worksheet, out, entries, results, feedback, wish->toned_down, why);
    char *folder = result == -1 ? NULL : kit_text("%s/exports/%s", results->folder, format);
    if (result == 0)
        result = folder == NULL ? -1 : worksheet_others(worksheet, folder, why);
    free(folder);
    return result;
}

/* --- Moodle ----------------------------------------------------------------------------------- */

/* TEXT as it is in HTML, in one line of the file. */
static void put_html(FILE *out, const char *text)
{
    for (size_t length; *text != '\0'; text += length + (text[length] == '\n')) {
        length = strcspn(text, "\n");
        char *line = strndup(text, length);
        page_text(out, line == NULL ? "" : line);
        free(line);
        if (text[length] == '\n')
            fputs("<br>", out);
    }
}

/* The feedback with at most LIMIT bytes of what was found. */
static char *html_of(const json_t *result, bool toned_down, size_t limit)
{
    char *html = NULL, *points = feedback_points(result);
    char *all = feedback_bounded(feedback_all(result, toned_down), limit);
    size_t size;
    FILE *out = points == NULL || all == NULL ? NULL : open_memstream(&html, &size);
    if (out != NULL) {
        fputs("<p>", out);
        put_html(out, points);
        fputs("</p><pre>", out);
        put_html(out, all);
        fputs("</pre>", out);
        if (fclose(out) != 0) {
            free(html);
            html = NULL;
        }
    }
    free(points);
    free(all);
    return html;
}

/* Moodle shows a comment as HTML: mod/assign/feedback/comments/locallib.php. */
static char *moodle_feedback(const json_t *result, bool toned_down)
{
    size_t limit = MOST_OF_CELL;
    char *html = html_of(result, toned_down, limit);
    while (html != NULL && strlen(html) > MOST_OF_CELL && limit > 0) {
        free(html);
        html = html_of(result, toned_down, limit /= 2);
    }
    return html;
}

static int fill_moodle(struct worksheet *worksheet, FILE *out, const struct class_results *results,
                       const struct export_wish *wish, char **why)
{
    const struct csv *sheet = &worksheet->sheet;
    const struct worksheet_entries entries = {.grade = COLUMN(sheet, "Grade"),
                                              .feedback = COLUMN(sheet, "Feedback comments"),
                                              .most = COLUMN(sheet, "Maximum Grade"),
                                              .capped = true};
    long ids[5] = {COLUMN(sheet, "Identifier")}, known = 1;
    const long others[] = {COLUMN(sheet, "ID number"), COLUMN(sheet, "Username"),
                           COLUMN(sheet, "Email address")};
    if (entries.grade == -1 || ids[0] == -1) {
        *why = kit_text("%s is no grading worksheet of Moodle: it has no columns Identifier and "
                        "Grade. Download it from a site whose language is English",
                        wish->worksheet);
        return -1;
    }
    if (entries.most == -1 && COLUMN(sheet, "Scale") != -1) {
        *why = kit_text("%s: the assignment is graded by a scale, not by points; change its grade "
                        "to points in Moodle, and download the worksheet again",
                        wish->worksheet);
        return -1;
    }
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (others[i] != -1)
            ids[known++] = others[i];
    ids[known] = -1;
    worksheet_match(worksheet, ids, COLUMN(sheet, "Full name"));
    return write_filled(worksheet, out, "moodle", &entries, results, wish, moodle_feedback, why);
}

/* https://docs.moodle.org/en/Assignment_settings, "Offline grading worksheet". What Moodle does
   with it stands in mod/assign/feedback/offline/locallib.php: a grade above the maximum is left out
   without a word. */
int export_moodle(FILE *out, const struct class_results *results, const struct export_wish *wish,
                  char **why)
{
    struct worksheet worksheet;
    if (wish->worksheet == NULL) {
        *why = strdup("moodle: give the grading worksheet that Moodle has let you download, with "
                      "--worksheet FILE.csv: it is filled in");
        return -1;
    }
    int result = worksheet_open(&worksheet, wish->worksheet, results, why);
    if (result == 0)
        result = fill_moodle(&worksheet, out, results, wish, why);
    worksheet_close(&worksheet);
    return result;
}

/* --- Canvas ----------------------------------------------------------------------------------- */

static const char ours[] = "Ten Steps";

/* The length of the title of an assignment, whose header ends with a number in brackets, as Canvas
   writes it; 0: it is none. */
static size_t title_of(const char *header)
{
    const char *bracket = strrchr(header, '(');
    size_t digits = bracket == NULL ? 0 : strspn(bracket + 1, "0123456789");
    bool numbered = digits > 0 && strcmp(bracket + 1 + digits, ")") == 0;
    return numbered && bracket > header && bracket[-1] == ' ' ? (size_t)(bracket - 1 - header) : 0;
}

/* The column of the lab: the one of our name, or the only assignment. -1 if there is none; -2 with
 *WHY if it could be several. */
static long column_of_lab(const struct csv *sheet, const char *path, char **why)
{
    long found = COLUMN(sheet, ours), assignments = 0, last = -1;
    for (long column = 0; sheet->rows[0][column] != NULL && found == -1; column++) {
        const char *header = sheet->rows[0][column];
        size_t length = title_of(header);
        if (length == strlen(ours) && strncasecmp(header, ours, length) == 0)
            found = column;
        if (length > 0) {
            assignments++;
            last = column;
        }
    }
    if (found != -1 || assignments <= 1)
        return found != -1 ? found : last;
    *why = kit_text("%s has %ld assignments, the last of which is %.100s: which is the lab? Remove "
                    "the columns of the others from it; Canvas leaves alone what is not there",
                    path, assignments, sheet->rows[0][last]);
    return -2;
}

/* The row that says how much can be had; -1. */
static long possible_row(const struct csv *sheet)
{
    for (size_t row = 1; row < sheet->count && row < 4; row++)
        if (strstr(csv_cell(sheet, row, 0), "Points Possible") != NULL)
            return (long)row;
    return -1;
}

static int fill_canvas(struct worksheet *worksheet, FILE *out, const struct class_results *results,
                       const struct export_wish *wish, char **why)
{
    const struct csv *sheet = &worksheet->sheet;
    long ids[4] = {COLUMN(sheet, "ID")}, known = 1;
    const long login = COLUMN(sheet, "SIS Login ID"), user = COLUMN(sheet, "SIS User ID");
    if (ids[0] == -1) {
        *why = kit_text("%s is no gradebook of Canvas: it has no column ID", wish->worksheet);
        return -1;
    }
    long lab = column_of_lab(sheet, wish->worksheet, why);
    if (lab == -2)
        return -1;
    if (login != -1)
        ids[known++] = login;
    if (user != -1)
        ids[known++] = user;
    ids[known] = -1;
    worksheet_match(worksheet, ids, -1);
    const struct worksheet_entries entries = {
        .grade = lab,
        .feedback = -1,
        .most = -1,
        .possible_row = possible_row(sheet),
        .added = lab == -1 ? ours : NULL,
        .possible = worksheet_number(
            possible_row(sheet) == -1 ? "" : csv_cell(sheet, (size_t)possible_row(sheet), lab))};
    return write_filled(worksheet, out, "canvas", &entries, results, wish, NULL, why);
}

/* lib/gradebook_exporter.rb and gradebook_importer.rb of https://github.com/instructure/canvas-lms.
 */
int export_canvas(FILE *out, const struct class_results *results, const struct export_wish *wish,
                  char **why)
{
    struct worksheet worksheet;
    if (wish->worksheet == NULL)
        return export_gradebook(out, results, wish, why);
    int result = worksheet_open(&worksheet, wish->worksheet, results, why);
    if (result == 0)
        result = fill_canvas(&worksheet, out, results, wish, why);
    worksheet_close(&worksheet);
    return result;
}
