/* page_sums.c - the class as a whole, lesson by lesson. */
#include "class/page_inside.h"
#include "report/member.h"

#include <string.h>

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
    int first = LESSON_COUNT;
    for (int n = LESSON_COUNT - 1; n >= 0; n--) {
        int status = page_status_of(page_lesson(result, n + 1));
        sums->of[n][status]++;
        if (status != 0)
            first = n;
    }
    sums->stuck[first]++;
    sums->students++;
    const char *level = level_of(result);
    bool same = sums->sandbox == NULL || strcmp(sums->sandbox, level) == 0;
    sums->sandbox = same ? level : "several levels";
    return page_mistakes_add(&sums->mistakes, result, sums->students);
}

/* The shares of the statuses as a bar; the numbers beside it say the same. */
static void put_shares(FILE *out, const size_t *of, size_t all)
{
    fputs("<td class=\"bar\" aria-hidden=\"true\">", out);
    for (int i = 0; i < STATUSES; i++)
        if (of[i] > 0)
            fprintf(out, "<span class=\"%s\" style=\"width:%.2f%%\"></span>", page_statuses[i].name,
                    100.0 * (double)of[i] / (double)all);
    fputs("</td>", out);
}

static void put_lesson(FILE *out, const struct page_sums *sums, int n, bool most)
{
    fprintf(out, "<tr><th scope=\"row\">%d %s</th>", n + 1, lessons[n].title);
    for (int i = 0; i < STATUSES; i++)
        fprintf(out, "<td class=\"n\">%zu</td>", sums->of[n][i]);
    put_shares(out, sums->of[n], sums->students);
    fprintf(out,
            most ? "<td class=\"n\"><strong>%zu</strong></td></tr>\n"
                 : "<td class=\"n\">%zu</td></tr>\n",
            sums->stuck[n]);
}

static int most_stuck(const struct page_sums *sums)
{
    int most = 0;
    for (int n = 1; n < LESSON_COUNT; n++)
        if (sums->stuck[n] > sums->stuck[most])
            most = n;
    return most;
}

void page_put_sums(FILE *out, const struct page_sums *sums)
{
    int most = most_stuck(sums);
    fputs("<h2 id=\"lessons\">Lesson by lesson</h2>\n", out);
    fprintf(out, "<p>%zu of %zu have passed all %d lessons.", sums->stuck[LESSON_COUNT],
            sums->students, LESSON_COUNT);
    if (sums->stuck[most] > 0)
        fprintf(out, " Lesson %d, %s, has stopped the most: %zu.", most + 1, lessons[most].title,
                sums->stuck[most]);
    fputs("</p>\n<div class=\"scroll\" role=\"region\" aria-label=\"Lesson by lesson\" "
          "tabindex=\"0\"><table>\n<thead><tr><th scope=\"col\">lesson</th>",
          out);
    for (int i = 0; i < STATUSES; i++)
        fprintf(out, "<th scope=\"col\" class=\"%s\">%s %s</th>", page_statuses[i].name,
                page_statuses[i].symbol, page_statuses[i].name);
    fputs("<td></td><th scope=\"col\">stuck here</th></tr></thead>\n<tbody>\n", out);
    for (int n = 0; n < LESSON_COUNT; n++)
        put_lesson(out, sums, n, n == most && sums->stuck[most] > 0);
    fputs("</tbody>\n</table></div>\n<p>Stuck here: it is the first lesson that they have not "
          "passed.</p>\n",
          out);
}
