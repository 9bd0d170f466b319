/* page_words.c - what stands in a result, for the report: escaped and bounded. */
#include "class/page_inside.h"
#include "report/member.h"
#include "report/page.h"

#include <stdlib.h>
#include <string.h>

const struct page_status page_statuses[STATUSES] = {
    {"passed", "\u2713"}, {"failed", "\u2717"},  {"broken", "!"},
    {"todo", "\u00b7"},   {"missing", "\u2013"},
};

const json_t *page_lesson(const json_t *result, int number)
{
    size_t i;
    json_t *lesson;
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        if (member_number(lesson, NULL, "lesson") == number)
            return lesson;
    }
    return NULL;
}

int page_status_of(const json_t *lesson)
{
    for (int i = 0; i < STATUSES; i++)
        if (member_is(lesson, "status", page_statuses[i].name))
            return i;
    return STATUSES - 1;
}

void page_put_bounded(FILE *out, const char *text, size_t limit)
{
    size_t size = text == NULL ? 0 : strlen(text), end = limit;
    if (size <= limit) {
        page_text(out, text == NULL ? "" : text);
        return;
    }
    while (end > 0 && ((unsigned char)text[end] & 0xc0) == 0x80) /* no half characters */
        end--;
    char *beginning = strndup(text, end);
    page_text(out, beginning == NULL ? "" : beginning);
    fprintf(out, " [%zu more bytes]", size - end);
    free(beginning);
}

/* Isolated: letters that are written from right to left leave alone what stands beside them. */
static void put_isolated(FILE *out, const char *text)
{
    fputs("<bdi>", out);
    page_put_bounded(out, text, PAGE_NAME);
    fputs("</bdi>", out);
}

void page_put_name(FILE *out, const json_t *result)
{
    const char *name = member_text(result, "name"), *id = member_text(result, "student");
    put_isolated(out, *name != '\0' ? name : id);
    if (*name != '\0' && strcmp(name, id) != 0) {
        fputs(" (", out);
        put_isolated(out, id);
        fputc(')', out);
    }
}
