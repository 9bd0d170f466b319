/* page_student.c - the part of the report on one student. */
#include "class/feedback.h"
#include "class/page_inside.h"
#include "report/member.h"
#include "report/page.h"

#include <stdlib.h>

static double number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static void put_points(FILE *out, const json_t *result)
{
    size_t i;
    json_t *one;
    fprintf(out, "<details><summary>%g of %g points</summary>\n<table><tbody>\n",
            number(result, "score"), number(result, "max_score"));
    json_array_foreach(json_object_get(result, "points"), i, one)
    {
        fputs("<tr><td>", out);
        page_text(out, member_text(one, "what"));
        fprintf(out, "</td><td class=\"n\">%g</td><td class=\"n\">of %g</td></tr>\n",
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
        page_text(out, json_string_value(note) == NULL ? "" : json_string_value(note));
        fputs("</li>\n", out);
    }
    fputs("</ul>\n", out);
}

static const json_t *timeline_of(const json_t *lesson)
{
    size_t i;
    json_t *check, *timeline = NULL;
    json_array_foreach(json_object_get(lesson, "checks"), i, check)
    {
        if (timeline == NULL)
            timeline = json_object_get(check, "timeline");
    }
    return timeline;
}

static void put_lesson(FILE *out, const json_t *lesson, bool with_picture, bool toned_down)
{
    size_t i;
    json_t *mistake;
    char *words = feedback_lesson(lesson, toned_down);
    fprintf(out, "<details><summary>lesson %d, ", member_number(lesson, NULL, "lesson"));
    page_text(out, member_text(lesson, "title"));
    fprintf(out, ": %s", page_statuses[page_status_of(lesson)].name);
    json_array_foreach(json_object_get(lesson, "mistakes"), i, mistake)
    {
        fputs(", ", out);
        page_text(out, json_string_value(mistake) == NULL ? "" : json_string_value(mistake));
    }
    fputs("</summary>\n<pre>", out);
    page_text(out, words == NULL ? "" : words);
    fputs("</pre>\n", out);
    if (with_picture) {
        fputs("<figure>\n", out);
        page_picture(out, timeline_of(lesson));
        fputs("</figure>\n", out);
    }
    fputs("</details>\n", out);
    free(words);
}

/* Untouched and missing lessons have no story. */
static bool has_a_story(const json_t *lesson)
{
    const char *const none[] = {"passed", "todo", "missing"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        if (member_is(lesson, "status", none[i]))
            return false;
    return true;
}

/* Of a passed lesson the stars that are not there have one. */
static bool lacks_stars(const json_t *lesson)
{
    return member_is(lesson, "status", "passed") &&
           member_number(lesson, "stretch", "passed") < member_number(lesson, "stretch", "of");
}

static void put_others(FILE *out, const json_t *result, int status)
{
    size_t i;
    json_t *lesson;
    const char *separator = "";
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        if (page_status_of(lesson) != status)
            continue;
        if (*separator == '\0')
            fprintf(out, "<p>%s %s: ", page_statuses[status].symbol, page_statuses[status].name);
        fprintf(out, "%s%d", separator, member_number(lesson, NULL, "lesson"));
        separator = ", ";
    }
    if (*separator != '\0')
        fputs("</p>\n", out);
}

void page_put_student(FILE *out, const json_t *result, size_t number_of, bool toned_down)
{
    size_t i;
    json_t *lesson;
    bool pictured = toned_down;
    fprintf(out, "<section class=\"student\" id=\"s%zu\">\n<h3 class=\"name\">", number_of);
    page_put_name(out, result);
    fputs("</h3>\n<p class=\"name\">handed in as <code>", out);
    page_text(out, member_text(result, "submission"));
    fprintf(out, "</code>%s</p>\n",
            json_is_true(json_object_get(result, "late")) ? ", marked late" : "");
    put_points(out, result);
    put_notes(out, result);
    for (int status = 0; status < STATUSES; status++)
        put_others(out, result, status);
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        if (!has_a_story(lesson) && !lacks_stars(lesson))
            continue;
        bool picture = !pictured && has_a_story(lesson) && timeline_of(lesson) != NULL;
        put_lesson(out, lesson, picture, toned_down);
        pictured = pictured || picture;
    }
    fputs("</section>\n", out);
}
