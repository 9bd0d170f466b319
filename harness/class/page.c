/* page.c - the report on a class: one file that opens offline. */
#include "class/page.h"

#include "class/page_inside.h"
#include "report/member.h"
#include "report/page.h"

#include <string.h>

/* page.css and page.js, as the linker has taken them in. */
extern const char style_begin[] __asm__("_binary_harness_class_page_css_start");
extern const char style_end[] __asm__("_binary_harness_class_page_css_end");
extern const char script_begin[] __asm__("_binary_harness_class_page_js_start");
extern const char script_end[] __asm__("_binary_harness_class_page_js_end");

/* Nothing but that one script runs, whatever stands in a name or a message. */
static const char policy[] = "default-src 'none'; style-src 'unsafe-inline'; script-src "
                             "'sha256-KvOrR4sacV3thQ8cnxZ/TYgZR6wJMowhTmweVV4iphE='";

static void put_head(FILE *out)
{
    fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
          "<meta name=\"viewport\" content=\"width=device-width\">\n"
          "<meta http-equiv=\"Content-Security-Policy\" content=\"",
          out);
    fputs(policy, out);
    fputs("\">\n<title>Ten Steps: the class</title>\n<style>\n", out);
    page_style(out);
    fwrite(style_begin, 1, (size_t)(style_end - style_begin), out);
    fputs("</style>\n</head>\n<body>\n<main>\n<h1>Ten Steps: the class</h1>\n", out);
}

/* A list of objects with two texts each. */
static void put_list(FILE *out, const char *title, const json_t *list, const char *first,
                     const char *second)
{
    size_t i;
    json_t *one;
    if (json_array_size(list) == 0)
        return;
    fprintf(out, "<details open><summary>%s: %zu</summary>\n<ul>\n", title, json_array_size(list));
    json_array_foreach(list, i, one)
    {
        fputs("<li class=\"name\"><strong>", out);
        page_text(out, member_text(one, first));
        fputs("</strong>: ", out);
        page_text(out, member_text(one, second));
        fputs("</li>\n", out);
    }
    fputs("</ul></details>\n", out);
}

static void put_overview(FILE *out, const struct class_results *results,
                         const struct page_sums *sums)
{
    fprintf(out, "<p>%zu students; sandbox: %s.</p>\n", sums->students,
            sums->sandbox == NULL ? "none was needed" : sums->sandbox);
    put_list(out, "Not graded, through no fault of theirs", results->not_graded, "student", "why");
    put_list(out, "Not matched", results->unmatched, "what", "why");
    page_put_sums(out, sums);
    fputs("<h2>Student by student</h2>\n", out);
    page_put_filter(out, sums);
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

int class_page(FILE *out, const struct class_results *results, bool toned_down, char **why)
{
    struct page_sums sums = {.mistakes = json_object()};
    *why = NULL;
    int result = add_up(results, &sums, why);
    if (result == 0) {
        put_head(out);
        put_overview(out, results, &sums);
        result = put_each(out, results, true, toned_down, why);
    }
    if (result == 0) {
        fputs("</tbody>\n</table></div>\n", out);
        result = put_each(out, results, false, toned_down, why);
    }
    if (result == 0) {
        fputs("</main>\n<script>", out);
        fwrite(script_begin, 1, (size_t)(script_end - script_begin), out);
        fputs("</script>\n</body>\n</html>\n", out);
    }
    json_decref(sums.mistakes);
    return result == 0 && fflush(out) == 0 && !ferror(out) ? 0 : -1;
}
