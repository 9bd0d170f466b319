/* page_table.c - the class at a glance: students and lessons, to be sorted and filtered. */
#include "class/page_inside.h"
#include "report/member.h"
#include "report/page.h"

#include <stdlib.h>
#include <string.h>

static void put_option(FILE *out, const char *value, const char *text)
{
    fprintf(out, "<option value=\"%s\">%s</option>", value, text);
}

void page_put_filter(FILE *out, const struct page_mistakes *mistakes)
{
    fputs("<form id=\"filter\" class=\"filter\" hidden>\n"
          "<label>student <input name=\"text\" type=\"search\"></label>\n"
          "<label>lesson <select name=\"lesson\"><option value=\"\">any</option>",
          out);
    for (int n = 0; n < LESSON_COUNT; n++)
        fprintf(out, "<option value=\"%d\">%d %s</option>", n + 1, n + 1, lessons[n].title);
    fputs("</select></label>\n<label>status <select name=\"status\">", out);
    put_option(out, "", "any");
    for (int i = 0; i < STATUSES; i++)
        put_option(out, page_statuses[i].name, page_statuses[i].name);
    fputs("</select></label>\n<label>mistake <select name=\"mistake\">", out);
    put_option(out, "", "any or none");
    for (size_t i = 0; i < mistakes->count; i++)
        put_option(out, mistakes->list[i].mistake->id, mistakes->list[i].mistake->id);
    fputs("</select></label>\n<button type=\"reset\">show all</button>\n"
          "<output id=\"shown\"></output>\n</form>\n",
          out);
}

void page_put_table_head(FILE *out)
{
    fputs("<div class=\"scroll tall\" role=\"region\" aria-label=\"Student by student\" "
          "tabindex=\"0\"><table id=\"class\">\n<thead><tr><th scope=\"col\">student</th>",
          out);
    for (int n = 0; n < LESSON_COUNT; n++)
        fprintf(out, "<th scope=\"col\" title=\"%s\">%d<i> %s</i></th>", lessons[n].title, n + 1,
                lessons[n].title);
    fputs("<th scope=\"col\">score</th><th scope=\"col\">stars</th><th scope=\"col\">late</th>"
          "</tr></thead>\n<tbody>\n",
          out);
}

/* "3:one-recv 9:short-send": what the filter looks for. */
static void put_mistake_ids(FILE *out, const json_t *result)
{
    const char *separator = "";
    for (int n = 1; n <= LESSON_COUNT; n++) {
        size_t i;
        json_t *id;
        json_array_foreach(json_object_get(page_lesson(result, n), "mistakes"), i, id)
        {
            if (json_string_value(id) == NULL || mistakes_find(json_string_value(id)) == NULL)
                continue;
            fprintf(out, "%s%d:%s", separator, n, json_string_value(id));
            separator = " ";
        }
    }
}

void page_put_row(FILE *out, const json_t *result, size_t number)
{
    int stars = 0;
    fprintf(out, "<tr data-part=\"s%zu\" data-mistakes=\"", number);
    put_mistake_ids(out, result);
    fprintf(out, "\"><th scope=\"row\" class=\"name\"><a href=\"#s%zu\">", number);
    page_put_name(out, result);
    fputs("</a></th>", out);
    for (int n = 1; n <= LESSON_COUNT; n++) {
        const json_t *lesson = page_lesson(result, n);
        const struct page_status *status = &page_statuses[page_status_of(lesson)];
        fprintf(out, "<td class=\"%s\">%s<i>%s</i></td>", status->name, status->symbol,
                status->name);
        if (page_status_of(lesson) == 0)
            stars += member_number(lesson, "stretch", "passed");
    }
    fprintf(out, "<td class=\"n\">%.10g</td><td class=\"n\">%d</td><td>%s</td></tr>\n",
            json_number_value(json_object_get(result, "score")), stars,
            json_is_true(json_object_get(result, "late")) ? "late" : "");
}
