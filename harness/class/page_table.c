/* page_table.c - the class at a glance: students and lessons, to be sorted and filtered. */
#include "class/page_inside.h"
#include "report/member.h"
#include "report/page.h"

#include <stdlib.h>
#include <string.h>

void page_put_name(FILE *out, const json_t *result)
{
    const char *name = member_text(result, "name"), *id = member_text(result, "student");
    if (*name != '\0') {
        page_text(out, name);
        fputs(" (", out);
        page_text(out, id);
        fputc(')', out);
    } else {
        page_text(out, id);
    }
}

static void put_option(FILE *out, const char *value, const char *text)
{
    fprintf(out, "<option value=\"%s\">%s</option>", value, text);
}

void page_put_filter(FILE *out, const struct page_sums *sums)
{
    const char *id;
    json_t *entry;
    fputs("<form id=\"filter\" class=\"filter\" hidden>\n"
          "<label>student <input name=\"text\" type=\"search\"></label>\n"
          "<label>lesson <select name=\"lesson\"><option value=\"\">any</option>",
          out);
    for (int n = 0; n < LESSON_COUNT; n++)
        fprintf(out, "<option value=\"%d\">%d %s</option>", n + 1, n + 1, lessons[n].title);
    fputs("</select></label>\n<label>is <select name=\"status\">", out);
    put_option(out, "", "anything");
    for (int i = 0; i < STATUSES; i++)
        put_option(out, page_statuses[i].name, page_statuses[i].name);
    fputs("</select></label>\n<label>mistake <select name=\"mistake\">", out);
    put_option(out, "", "any or none");
    json_object_foreach(sums->mistakes, id, entry) { put_option(out, id, id); }
    fputs("</select></label>\n<output id=\"shown\"></output>\n</form>\n", out);
}

void page_put_table_head(FILE *out)
{
    fputs("<div class=\"scroll\"><table id=\"class\">\n<thead><tr><th>student</th>", out);
    for (int n = 0; n < LESSON_COUNT; n++)
        fprintf(out, "<th title=\"%s\">%d</th>", lessons[n].title, n + 1);
    fputs("<th>score</th><th>stars</th></tr></thead>\n<tbody>\n", out);
}

static void put_mistake_ids(FILE *out, const json_t *result)
{
    size_t i, n;
    json_t *lesson, *mistake;
    const char *separator = "";
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        json_array_foreach(json_object_get(lesson, "mistakes"), n, mistake)
        {
            fputs(separator, out);
            page_text(out, json_string_value(mistake));
            separator = " ";
        }
    }
}

void page_put_row(FILE *out, const json_t *result, size_t number)
{
    size_t i;
    json_t *lesson;
    int stars = 0;
    fprintf(out, "<tr data-part=\"s%zu\" data-mistakes=\"", number);
    put_mistake_ids(out, result);
    fprintf(out, "\"><th scope=\"row\" class=\"name\"><a href=\"#s%zu\">", number);
    page_put_name(out, result);
    fputs("</a></th>", out);
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        const struct page_status *status = &page_statuses[page_status_of(lesson)];
        fprintf(out, "<td class=\"%s\" data-sort=\"%d\">%s<span class=\"word\">%s</span></td>",
                status->name, page_status_of(lesson), status->symbol, status->name);
        if (page_status_of(lesson) == 0)
            stars += member_number(lesson, "stretch", "passed");
    }
    double score = json_number_value(json_object_get(result, "score"));
    fprintf(out, "<td class=\"n\" data-sort=\"%g\">%g</td><td class=\"n\" data-sort=\"%d\">%d</td>",
            score, score, stars, stars);
    fputs("</tr>\n", out);
}
