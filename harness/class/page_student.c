/* page_student.c - the part of the report on one student. */
#include "class/feedback.h"
#include "class/page_inside.h"
#include "report/member.h"

#include <stdlib.h>

static double number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static void put_points(FILE *out, const json_t *result)
{
    size_t i;
    json_t *one;
    fprintf(out, "<details><summary>%.10g of %.10g points</summary>\n<table><tbody>\n",
            number(result, "score"), number(result, "max_score"));
    json_array_foreach(json_object_get(result, "points"), i, one)
    {
        fputs("<tr><td>", out);
        page_put_bounded(out, member_text(one, "what"), PAGE_LINE);
        fprintf(out, "</td><td class=\"n\">%.10g</td><td class=\"n\">of %.10g</td></tr>\n",
                number(one, "points"), number(one, "of"));
    }
    fputs("</tbody></table></details>\n", out);
}

static void put_notes(FILE *out, const json_t *result)
{
    size_t i;
    json_t *note;
    if (json_array_size(json_object_get(result, "notes")) == 0)
        return;
    fputs("<ul>\n", out);
    json_array_foreach(json_object_get(result, "notes"), i, note)
    {
        fputs("<li class=\"name\">", out);
        page_put_bounded(out, json_string_value(note), PAGE_LINE);
        fputs("</li>\n", out);
    }
    fputs("</ul>\n", out);
}

static void put_count(FILE *out, const json_t *lesson, const char *tier, const char *what)
{
    if (member_number(lesson, tier, "of") > 0)
        fprintf(out, ", %d of %d %s", member_number(lesson, tier, "passed"),
                member_number(lesson, tier, "of"), what);
}

static void put_summary(FILE *out, const json_t *lesson, int n)
{
    size_t i;
    json_t *mistake;
    const struct page_status *status = &page_statuses[page_status_of(lesson)];
    fprintf(out, "<summary>%s lesson %d, %s: %s", status->symbol, n, lessons[n - 1].title,
            status->name);
    if (member_is(lesson, "status", "failed"))
        put_count(out, lesson, "core", "checks");
    if (member_is(lesson, "status", "passed"))
        put_count(out, lesson, "stretch", "stars");
    json_array_foreach(json_object_get(lesson, "mistakes"), i, mistake)
    {
        fputs(", <b>", out);
        page_put_bounded(out, json_string_value(mistake), PAGE_NAME);
        fputs("</b>", out);
    }
    fputs("</summary>\n", out);
}

static void put_lesson(FILE *out, const json_t *lesson, int n, bool toned_down)
{
    char *words = feedback_bounded(feedback_lesson(lesson, toned_down), PAGE_STORY);
    fputs("<details>", out);
    put_summary(out, lesson, n);
    fputs("<pre>", out);
    page_put_bounded(out, words, PAGE_STORY + PAGE_LINE);
    fputs("</pre>\n", out);
    if (!toned_down && !member_is(lesson, "status", "passed"))
        page_put_timeline(out, lesson);
    fputs("</details>\n", out);
    free(words);
}

/* Untouched and missing lessons have no story; of one that is passed, the stars that are not there
 * have one. */
static bool has_a_story(const json_t *lesson)
{
    if (member_is(lesson, "status", "passed"))
        return member_number(lesson, "stretch", "passed") < member_number(lesson, "stretch", "of");
    return member_is(lesson, "status", "failed") || member_is(lesson, "status", "broken");
}

/* "passed: 1, 2, 5": the lessons of each status. */
static void put_statuses(FILE *out, const json_t *result)
{
    fputs("<p>", out);
    for (int status = 0; status < STATUSES; status++) {
        const char *separator = NULL;
        for (int n = 1; n <= LESSON_COUNT; n++) {
            if (page_status_of(page_lesson(result, n)) != status)
                continue;
            if (separator == NULL)
                fprintf(out, "<span class=\"%s chip\">%s %s: %d", page_statuses[status].name,
                        page_statuses[status].symbol, page_statuses[status].name, n);
            else
                fprintf(out, ", %d", n);
            separator = ", ";
        }
        fputs(separator == NULL ? "" : "</span> ", out);
    }
    fputs("</p>\n", out);
}

static void put_origin(FILE *out, const json_t *result)
{
    fputs("<p class=\"name\">handed in ", out);
    if (*member_text(result, "submitted") != '\0') {
        page_put_bounded(out, member_text(result, "submitted"), PAGE_NAME);
        fputc(' ', out);
    }
    fputs("as <code>", out);
    page_put_bounded(out, member_text(result, "submission"), PAGE_LINE);
    fprintf(out, "</code>%s</p>\n", json_is_true(json_object_get(result, "late")) ? ", late" : "");
}

void page_put_student(FILE *out, const json_t *result, size_t number_of, bool toned_down)
{
    fprintf(out, "<section class=\"student\" id=\"s%zu\">\n<h3 class=\"name\">", number_of);
    page_put_name(out, result);
    fputs("</h3>\n", out);
    put_origin(out, result);
    put_notes(out, result);
    put_statuses(out, result);
    put_points(out, result);
    for (int n = 1; n <= LESSON_COUNT; n++) {
        const json_t *lesson = page_lesson(result, n);
        if (has_a_story(lesson))
            put_lesson(out, lesson, n, toned_down);
    }
    fputs("<p class=\"up\"><a href=\"#students\">all students</a></p>\n</section>\n", out);
}
