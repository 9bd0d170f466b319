/* page_sums.c - what the report says of the class as a whole. */
#include "class/page_inside.h"
#include "mistakes/mistakes.h"
#include "report/member.h"
#include "report/page.h"

#include <stdlib.h>
#include <string.h>

const struct page_status page_statuses[STATUSES] = {
    {"passed", "\u2713"}, {"failed", "\u2717"},  {"broken", "!"},
    {"todo", "\u00b7"},   {"missing", "\u2013"},
};

int page_status_of(const json_t *lesson)
{
    for (int i = 0; i < STATUSES; i++)
        if (member_is(lesson, "status", page_statuses[i].name))
            return i;
    return STATUSES - 1;
}

/* Each mistake counts once a student. */
static int add_mistakes(struct page_sums *sums, const json_t *result)
{
    size_t i, n;
    json_t *lesson, *mistake, *own = json_object();
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        json_array_foreach(json_object_get(lesson, "mistakes"), n, mistake)
        {
            const char *id = json_string_value(mistake);
            if (id == NULL || mistakes_find(id) == NULL)
                continue;
            json_t *entry = json_object_get(sums->mistakes, id);
            if (entry == NULL) {
                entry = json_pack("{si s[]}", "students", 0, "lessons");
                for (int any = 0; any < LESSON_COUNT; any++)
                    json_array_append_new(json_object_get(entry, "lessons"), json_integer(0));
                json_object_set_new(sums->mistakes, id, entry);
            }
            if (json_object_get(own, id) == NULL)
                json_object_set_new(
                    entry, "students",
                    json_integer(json_integer_value(json_object_get(entry, "students")) + 1));
            json_object_set_new(own, id, json_true());
            int number = member_number(lesson, NULL, "lesson");
            json_t *counts = json_object_get(entry, "lessons");
            if (number >= 1 && number <= LESSON_COUNT)
                json_array_set_new(
                    counts, (size_t)number - 1,
                    json_integer(json_integer_value(json_array_get(counts, (size_t)number - 1)) +
                                 1));
        }
    }
    json_decref(own);
    return sums->mistakes == NULL ? -1 : 0;
}

static const char *level_of(const json_t *result)
{
    static const char *const levels[] = {"full", "reduced", "none"};
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++)
        if (member_is(result, "sandbox", levels[i]))
            return levels[i];
    return "unknown";
}

int page_sums_add(struct page_sums *sums, const json_t *result)
{
    size_t i, first = LESSON_COUNT;
    json_t *lesson;
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        int status = page_status_of(lesson);
        if (i < LESSON_COUNT)
            sums->of[i][status]++;
        if (status != 0 && i < first)
            first = i;
    }
    sums->stuck[first]++;
    sums->students++;
    const char *level = level_of(result);
    if (sums->sandbox == NULL || strcmp(sums->sandbox, level) == 0)
        sums->sandbox = level;
    else
        sums->sandbox = "several levels";
    return add_mistakes(sums, result);
}

static void put_bar(FILE *out, size_t part, size_t all)
{
    fprintf(out, "<td><span class=\"bar\" style=\"width:%zupx\"></span></td>",
            all == 0 ? 0 : part * 160 / all);
}

static void put_lessons(FILE *out, const struct page_sums *sums)
{
    fputs("<h2>Lesson by lesson</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th>lesson</th>",
          out);
    for (int i = 0; i < STATUSES; i++)
        fprintf(out, "<th>%s %s</th>", page_statuses[i].symbol, page_statuses[i].name);
    fputs("<th>passed</th><th>first that is not passed</th></tr></thead>\n<tbody>\n", out);
    for (int n = 0; n < LESSON_COUNT; n++) {
        fprintf(out, "<tr><th scope=\"row\">%d %s</th>", n + 1, lessons[n].title);
        for (int i = 0; i < STATUSES; i++)
            fprintf(out, "<td class=\"n\">%zu</td>", sums->of[n][i]);
        put_bar(out, sums->of[n][0], sums->students);
        fprintf(out, "<td class=\"n\">%zu</td></tr>\n", sums->stuck[n]);
    }
    fprintf(out,
            "</tbody>\n</table></div>\n<p>%zu of %zu have passed all %d. The last column "
            "tells where the class got stuck: how many have that lesson as the first that "
            "they have not passed.</p>\n",
            sums->stuck[LESSON_COUNT], sums->students, LESSON_COUNT);
}

struct ranked {
    const char *id;
    const json_t *entry;
    json_int_t students;
};

static int by_students(const void *one, const void *other)
{
    const struct ranked *a = one, *b = other;
    return a->students != b->students ? (a->students > b->students ? -1 : 1) : strcmp(a->id, b->id);
}

static void put_mistake(FILE *out, const struct ranked *one, size_t students)
{
    size_t i;
    json_t *count;
    const char *separator = "";
    fprintf(out, "<tr><th scope=\"row\">%s</th><td>%s</td><td class=\"n\">%lld</td>", one->id,
            mistakes_find(one->id)->words, (long long)one->students);
    put_bar(out, (size_t)one->students, students);
    fputs("<td>", out);
    json_array_foreach(json_object_get(one->entry, "lessons"), i, count)
    {
        if (json_integer_value(count) > 0) {
            fprintf(out, "%slesson %zu: %lld", separator, i + 1,
                    (long long)json_integer_value(count));
            separator = ", ";
        }
    }
    fputs("</td></tr>\n", out);
}

static void put_mistakes(FILE *out, const struct page_sums *sums)
{
    size_t count = json_object_size(sums->mistakes), n = 0;
    struct ranked *ranked = calloc(count + 1, sizeof *ranked);
    const char *id;
    json_t *entry;
    json_object_foreach(sums->mistakes, id, entry)
    {
        if (ranked != NULL)
            ranked[n++] =
                (struct ranked){id, entry, json_integer_value(json_object_get(entry, "students"))};
    }
    if (n > 0) {
        qsort(ranked, n, sizeof *ranked, by_students);
        fputs("<h2>Commonest mistakes</h2>\n<div class=\"scroll\"><table>\n<thead><tr><th>mistake"
              "</th><th>what it is</th><th>students</th><th></th><th>where</th></tr></thead>\n"
              "<tbody>\n",
              out);
        for (size_t i = 0; i < n; i++)
            put_mistake(out, &ranked[i], sums->students);
        fputs("</tbody>\n</table></div>\n<p>GUIDE.md has a section of that name on each.</p>\n",
              out);
    }
    free(ranked);
}

void page_put_sums(FILE *out, const struct page_sums *sums)
{
    put_lessons(out, sums);
    put_mistakes(out, sums);
}
