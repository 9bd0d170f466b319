/* exports_junit.c - a class as JUnit XML: a suite a student, a case a check. */
#include "class/exports_inside.h"
#include "report/json.h"
#include "report/member.h"

#include <string.h>

/* XML 1.0, section 2.2: most control characters cannot stand in it at all. */
static void put_text(FILE *out, const char *text)
{
    static const char special[] = "&<>\"'";
    static const char *const entities[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
    for (; *text != '\0'; text++) {
        const char *found = strchr(special, *text);
        unsigned char c = (unsigned char)*text;
        if (found != NULL)
            fputs(entities[found - special], out);
        else if (c == '\n' || c == '\t')
            fprintf(out, "&#%d;", c);
        else if (c < ' ' || c == 0x7f)
            fputs("\uFFFD", out);
        else if (strncmp(text, "\xef\xbf\xbe", 3) == 0 || strncmp(text, "\xef\xbf\xbf", 3) == 0) {
            fputs("\uFFFD", out);
            text += 2;
        } else
            fputc(c, out);
    }
}

static void put_attribute(FILE *out, const char *name, const char *value)
{
    fprintf(out, " %s=\"", name);
    put_text(out, value);
    fputc('"', out);
}

static void put_case(FILE *out, const json_t *lesson, const json_t *check,
                     const struct export_wish *wish)
{
    const char *status = member_text(check, "status"), *mistake = member_text(check, "mistake");
    bool passed = strcmp(status, "passed") == 0;
    bool skipped = strcmp(status, "waiting") == 0 || strcmp(status, "skipped") == 0;
    fputs("    <testcase", out);
    put_attribute(out, "name", member_text(check, "name"));
    put_attribute(out, "classname", member_text(lesson, "file"));
    if (passed) {
        fputs("/>\n", out);
        return;
    }
    fputs(skipped ? "><skipped" : "><failure", out);
    if (!skipped)
        put_attribute(out, "type", *mistake != '\0' ? mistake : status);
    put_attribute(out, "message", status);
    fputc('>', out);
    if (!wish->toned_down)
        put_text(out, member_text(check, "message"));
    fputs(skipped ? "</skipped></testcase>\n" : "</failure></testcase>\n", out);
}

/* A lesson without checks: it is missing, or does not compile. */
static void put_broken(FILE *out, const json_t *lesson, const struct export_wish *wish)
{
    fputs("    <testcase", out);
    put_attribute(out, "name", "compiles");
    put_attribute(out, "classname", member_text(lesson, "file"));
    fputs("><failure", out);
    put_attribute(out, "type", member_text(lesson, "status"));
    put_attribute(out, "message", member_text(lesson, "status"));
    fputc('>', out);
    if (!wish->toned_down)
        put_text(out, member_text(lesson, "message"));
    fputs("</failure></testcase>\n", out);
}

static void put_suite(FILE *out, const json_t *result, const struct export_wish *wish)
{
    size_t i, n, tests = 0, failures = 0, skipped = 0;
    json_t *lesson, *check;
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        const json_t *checks = json_object_get(lesson, "checks");
        size_t count = json_array_size(checks);
        size_t passed = (size_t)member_count(checks, 0, "passed", NULL);
        size_t waiting = (size_t)member_count(checks, 0, "waiting", NULL) +
                         (size_t)member_count(checks, 0, "skipped", NULL);
        tests += count == 0 ? 1 : count;
        failures += count == 0 ? 1 : count - passed - waiting;
        skipped += waiting;
    }
    fputs("  <testsuite", out);
    put_attribute(out, "name", member_text(result, "student"));
    fprintf(out, " tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"%zu\" time=\"0\">\n",
            tests, failures, skipped);
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        json_array_foreach(json_object_get(lesson, "checks"), n, check)
        {
            put_case(out, lesson, check, wish);
        }
        if (json_array_size(json_object_get(lesson, "checks")) == 0)
            put_broken(out, lesson, wish);
    }
    fputs("  </testsuite>\n", out);
}

int export_junit(FILE *out, const struct class_results *results, const struct export_wish *wish,
                 char **why)
{
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"Ten Steps\">\n", out);
    for (size_t i = 0; i < results->count; i++) {
        json_t *result = class_result(results, i, why);
        if (result == NULL)
            return -1;
        put_suite(out, result, wish);
        json_decref(result);
    }
    return fputs("</testsuites>\n", out) == EOF ? -1 : 0;
}
