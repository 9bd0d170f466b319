/* exports_lines.c - one student's result as the lines that an autograder prints. */
#include "class/exports_inside.h"
#include "class/feedback.h"
#include "report/member.h"

#include <stdlib.h>
#include <string.h>

static const size_t one_line = JSON_COMPACT | JSON_REAL_PRECISION(12);

static double score_of(const json_t *result)
{
    return json_number_value(json_object_get(result, "score"));
}

/* Points and feedback, line by line; NULL without memory. */
static char *told(const json_t *result, bool toned_down)
{
    char *text = NULL, *points = feedback_points(result);
    char *all = feedback_all(result, toned_down);
    size_t size;
    FILE *out = points == NULL || all == NULL ? NULL : open_memstream(&text, &size);
    if (out != NULL) {
        fprintf(out, "%s\n%s", points, all);
        if (fclose(out) != 0) {
            free(text);
            text = NULL;
        }
    }
    free(points);
    free(all);
    return text;
}

static int put_line(FILE *out, json_t *value)
{
    int failed = value == NULL || json_dumpf(value, out, one_line) == -1 || fputc('\n', out) == EOF;
    json_decref(value);
    return failed ? -1 : 0;
}

static json_t *mark_of(const json_t *lesson)
{
    const char *mistake = json_string_value(json_array_get(json_object_get(lesson, "mistakes"), 0));
    json_t *mark = json_pack("{sb}", "passed", member_is(lesson, "status", "passed"));
    if (mistake != NULL)
        json_object_set_new(mark, "hint", json_string(mistake));
    return mark;
}

/* https://docs.autolabproject.com/lab/: the last line says what the problems score, and a problem
   must have been set up under that name; so there is one of them, whose points are all that the
   rules have given and taken. The line before it is Autolab's table of what has passed
   (https://docs.autolabproject.com/features/formatted-feedback/). */
int export_autolab(FILE *out, const json_t *result, const struct export_wish *wish)
{
    size_t i;
    json_t *lesson, *marks = json_object();
    char *text = told(result, wish->toned_down);
    int failed = text == NULL || fputs(text, out) == EOF;
    free(text);
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        char *title = feedback_title(lesson);
        json_object_set_new(marks, title == NULL ? "" : title, mark_of(lesson));
        free(title);
    }
    failed |= put_line(out, json_pack("{ss s[s] so}", "_presentation", "semantic", "stages",
                                      "Lessons", "Lessons", marks));
    failed |= put_line(out, json_pack("{s{sf}}", "scores", "Ten Steps", score_of(result)));
    return failed ? -1 : 0;
}

/* https://vpl.dis.ulpgc.es/documentation/: a line "Comment :=>>" for each line that is to be shown,
   so that none of them can begin as the one with the grade does. A carriage return anywhere would
   change what VPL takes for the end of a line: feedback has none. */
int export_vpl(FILE *out, const json_t *result, const struct export_wish *wish)
{
    char *all = told(result, wish->toned_down);
    if (all == NULL)
        return -1;
    for (const char *line = all; *line != '\0'; line += *line == '\n') {
        size_t length = strcspn(line, "\n");
        fprintf(out, "Comment :=>> %.*s\n", (int)length, line);
        line += length;
    }
    free(all);
    return fprintf(out, "Grade :=>> %.10g\n", score_of(result)) < 0 ? -1 : 0;
}
