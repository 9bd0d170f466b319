/* page.c - the report on a class: one file that opens offline. */
#include "class/page.h"

#include "class/page_inside.h"
#include "report/member.h"
#include "report/page.h"

#include <stdlib.h>
#include <string.h>

/* page.css, page.js and the hash of the latter, as the linker has taken them in. */
extern const char style_begin[] __asm__("_binary_harness_class_page_css_start");
extern const char style_end[] __asm__("_binary_harness_class_page_css_end");
extern const char script_begin[] __asm__("_binary_harness_class_page_js_start");
extern const char script_end[] __asm__("_binary_harness_class_page_js_end");
extern const char hash_begin[] __asm__("_binary_page_js_sha256_start");
extern const char hash_end[] __asm__("_binary_page_js_sha256_end");

static void put_asset(FILE *out, const char *begin, const char *end)
{
    fwrite(begin, 1, (size_t)(end - begin), out);
}

/* Nothing but that one script runs, whatever stands in a name or a message; nothing is fetched. */
static void put_policy(FILE *out)
{
    fputs("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
          "base-uri 'none'; form-action 'none'; style-src 'unsafe-inline'; script-src 'sha256-",
          out);
    put_asset(out, hash_begin, hash_end);
    fputs("'\">\n", out);
}

static void put_head(FILE *out)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width\">\n",
          out);
    put_policy(out);
    fputs("<title>Ten Steps: the class</title>\n<style>\n", out);
    page_style(out);
    put_asset(out, style_begin, style_end);
    fputs("</style>\n</head>\n<body>\n<main>\n<h1>Ten Steps: the class</h1>\n", out);
}

static void put_entry(FILE *out, const json_t *one, const char *what)
{
    fputs("<li class=\"name\"><strong><bdi>", out);
    page_put_bounded(out, member_text(one, what), PAGE_LINE);
    fputs("</bdi></strong>", out);
    if (*member_text(one, "submission") != '\0') {
        fputs(" (<bdi>", out);
        page_put_bounded(out, member_text(one, "submission"), PAGE_LINE);
        fputs("</bdi>)", out);
    }
    fputs(": ", out);
    page_put_bounded(out, member_text(one, "why"), PAGE_LINE);
    fputs("</li>\n", out);
}

/* What needs the instructor: objects with a WHAT and a reason. */
static void put_list(FILE *out, const char *title, const json_t *list, const char *what)
{
    size_t i;
    json_t *one;
    if (json_array_size(list) == 0)
        return;
    fprintf(out, "<details class=\"notice\" open><summary>%s: %zu</summary>\n<ul>\n", title,
            json_array_size(list));
    json_array_foreach(list, i, one) { put_entry(out, one, what); }
    fputs("</ul></details>\n", out);
}

static void put_overview(FILE *out, const struct class_results *results, struct page_sums *sums)
{
    fprintf(out, "<p>%zu student%s; sandbox: %s.</p>\n", sums->students,
            sums->students == 1 ? "" : "s", sums->sandbox == NULL ? "not needed" : sums->sandbox);
    put_list(out, "Not graded, through no fault of theirs", results->not_graded, "student");
    put_list(out, "Not matched", results->unmatched, "what");
    fputs("<nav><a href=\"#lessons\">Lesson by lesson</a> <a href=\"#mistakes\">Common mistakes"
          "</a> <a href=\"#students\">Student by student</a></nav>\n",
          out);
    page_put_sums(out, sums);
    page_put_mistakes(out, &sums->mistakes, sums->students);
    fputs("<h2 id=\"students\">Student by student</h2>\n", out);
    page_put_filter(out, &sums->mistakes);
    page_put_table_head(out);
}

static int add_up(const struct class_results *results, struct page_sums *sums, char **why)
{
    for (size_t i = 0; i < results->count; i++) {
        json_t *result = class_result(results, i, why);
        int added = result == NULL ? -1 : page_sums_add(sums, result);
        json_decref(result);
        if (added == -1)
            return -1;
    }
    return 0;
}

static int put_each(FILE *out, const struct class_results *results, bool rows, bool toned_down,
                    char **why)
{
    for (size_t i = 0; i < results->count; i++) {
        json_t *result = class_result(results, i, why);
        if (result == NULL)
            return -1;
        if (rows)
            page_put_row(out, result, i + 1);
        else
            page_put_student(out, result, i + 1, toned_down);
        json_decref(result);
    }
    return 0;
}

static int put_page(FILE *out, const struct class_results *results, struct page_sums *sums,
                    bool toned_down, char **why)
{
    put_head(out);
    put_overview(out, results, sums);
    if (put_each(out, results, true, toned_down, why) == -1)
        return -1;
    fputs("</tbody>\n</table></div>\n", out);
    if (put_each(out, results, false, toned_down, why) == -1)
        return -1;
    fputs("</main>\n<script>", out);
    put_asset(out, script_begin, script_end);
    fputs("</script>\n</body>\n</html>\n", out);
    return fflush(out) == 0 && !ferror(out) ? 0 : -1;
}

int class_page(FILE *out, const struct class_results *results, bool toned_down, char **why)
{
    struct page_sums sums = {.students = 0};
    *why = NULL;
    int result = add_up(results, &sums, why);
    if (result == 0)
        result = put_page(out, results, &sums, toned_down, why);
    free(sums.mistakes.list);
    return result;
}
