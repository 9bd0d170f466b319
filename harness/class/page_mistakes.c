/* page_mistakes.c - which mistakes are common in a class, and in which lesson. */
#include "class/page_inside.h"
#include "report/member.h"

#include <stdlib.h>
#include <string.h>

/* The entry of that mistake, a new one if need be; NULL with errno. */
static struct page_mistake *find(struct page_mistakes *mistakes, const struct mistake *mistake)
{
    for (size_t i = 0; i < mistakes->count; i++)
        if (mistakes->list[i].mistake == mistake)
            return &mistakes->list[i];
    struct page_mistake *more =
        reallocarray(mistakes->list, mistakes->count + 1, sizeof *mistakes->list);
    if (more == NULL)
        return NULL;
    mistakes->list = more;
    more[mistakes->count] = (struct page_mistake){.mistake = mistake};
    return &more[mistakes->count++];
}

static int count_one(struct page_mistakes *mistakes, const char *id, int lesson, size_t number)
{
    const struct mistake *mistake = id == NULL ? NULL : mistakes_find(id);
    if (mistake == NULL) /* another version of the kit may know it: this one has no words for it */
        return 0;
    struct page_mistake *entry = find(mistakes, mistake);
    if (entry == NULL)
        return -1;
    entry->of[lesson - 1]++;
    entry->students += entry->last != number; /* once a student */
    entry->last = number;
    return 0;
}

int page_mistakes_add(struct page_mistakes *mistakes, const json_t *result, size_t number)
{
    for (int n = 1; n <= LESSON_COUNT; n++) {
        size_t i;
        json_t *id;
        json_array_foreach(json_object_get(page_lesson(result, n), "mistakes"), i, id)
        {
            if (count_one(mistakes, json_string_value(id), n, number) == -1)
                return -1;
        }
    }
    return 0;
}

static int by_students(const void *one, const void *other)
{
    const struct page_mistake *a = one, *b = other;
    if (a->students != b->students)
        return a->students > b->students ? -1 : 1;
    return strcmp(a->mistake->id, b->mistake->id);
}

static void put_mistake(FILE *out, const struct page_mistake *one, size_t students)
{
    const char *separator = "";
    fprintf(out,
            "<tr><th scope=\"row\" data-mistake=\"%s\">%s</th><td>%s</td><td class=\"n\">%zu</td>"
            "<td class=\"bar\"><span style=\"width:%zu%%\"></span></td><td>",
            one->mistake->id, one->mistake->id, one->mistake->words, one->students,
            one->students * 100 / students);
    for (int n = 0; n < LESSON_COUNT; n++)
        if (one->of[n] > 0) {
            fprintf(out, "%s%d\u00a0(%zu)", separator, n + 1, one->of[n]);
            separator = ", ";
        }
    fputs("</td></tr>\n", out);
}

void page_put_mistakes(FILE *out, struct page_mistakes *mistakes, size_t students)
{
    fputs("<h2 id=\"mistakes\">Common mistakes</h2>\n", out);
    if (mistakes->count == 0) {
        fputs("<p>None that has a name.</p>\n", out);
        return;
    }
    qsort(mistakes->list, mistakes->count, sizeof *mistakes->list, by_students);
    fputs(
        "<div class=\"scroll tall\" role=\"region\" aria-label=\"Common mistakes\" tabindex=\"0\">"
        "<table>\n<thead><tr><th scope=\"col\">mistake</th><th scope=\"col\">what it is</th>"
        "<th scope=\"col\">students</th><td></td><th scope=\"col\">lesson (students)</th></tr>"
        "</thead>\n<tbody>\n",
        out);
    for (size_t i = 0; i < mistakes->count; i++)
        put_mistake(out, &mistakes->list[i], students);
    fprintf(out,
            "</tbody>\n</table></div>\n<p>The guide has a section of that name on each: "
            "<code>GUIDE.md#%s</code>.</p>\n",
            mistakes->list[0].mistake->id);
}
