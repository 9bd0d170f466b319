/* exports_single.c - one student's result, in the formats of systems that grade one at a time. */
#include "class/exports_inside.h"
#include "class/feedback.h"
#include "kit.h"
#include "lessons.h"
#include "report/member.h"

#include <stdlib.h>
#include <string.h>

static double number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

/* Writes VALUE, which may be NULL for want of memory, and forgets it. */
static int put_json(FILE *out, json_t *value, size_t flags)
{
    int failed = value == NULL || json_dumpf(value, out, flags) == -1 || fputc('\n', out) == EOF;
    json_decref(value);
    return failed ? -1 : 0;
}

static json_t *text_of(char *text)
{
    json_t *value = json_string(text == NULL ? "" : text);
    free(text);
    return value;
}

/* The points of a lesson, as the rules have given them: those of "lesson N: ..." . */
static double points_of(const json_t *result, int lesson, const char *key)
{
    size_t i;
    json_t *one;
    double sum = 0;
    char *begins = kit_text("lesson %d: ", lesson);
    json_array_foreach(json_object_get(result, "points"), i, one)
    {
        if (begins != NULL && strncmp(member_text(one, "what"), begins, strlen(begins)) == 0)
            sum += number(one, key);
    }
    free(begins);
    return sum;
}

/* Whether the lesson is passed, and what there is to say of it. */
static json_t *pack_lesson(const json_t *result, const json_t *lesson, bool toned_down,
                           const char *format)
{
    int n = member_number(lesson, NULL, "lesson");
    json_t *name = text_of(feedback_title(lesson));
    json_t *output = text_of(feedback_lesson(lesson, toned_down));
    return json_pack(format, "name", name, "status",
                     member_is(lesson, "status", "passed") ? "passed" : "failed", "score",
                     points_of(result, n, "points"), "max_score", points_of(result, n, "of"),
                     "output", output);
}

static json_t *pack_lessons(const json_t *result, bool toned_down)
{
    size_t i;
    json_t *lesson, *tests = json_array();
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        json_array_append_new(tests, pack_lesson(result, lesson, toned_down, "{so ss sf sf so}"));
    }
    return tests;
}

/* https://gradescope-autograders.readthedocs.io/en/latest/specs/ */
int export_gradescope(FILE *out, const json_t *result, const struct export_wish *wish)
{
    size_t i;
    json_t *test, *tests = pack_lessons(result, wish->toned_down);
    json_array_foreach(tests, i, test)
    {
        json_object_set_new(test, "output_format", json_string("text"));
        json_object_set_new(test, "visibility", json_string("visible"));
    }
    json_t *output =
        json_sprintf("%d of %d lessons passed.", feedback_passed(result), LESSON_COUNT);
    return put_json(out,
                    json_pack("{sf so ss ss so}", "score", number(result, "score"), "output",
                              output, "output_format", "text", "visibility", "visible", "tests",
                              tests),
                    JSON_INDENT(2));
}

/* https://prairielearn.readthedocs.io/en/latest/externalGrading/ */
int export_prairielearn(FILE *out, const json_t *result, const struct export_wish *wish)
{
    size_t i;
    json_t *one, *tests = json_array(), *told = pack_lessons(result, wish->toned_down);
    double most = number(result, "max_score"), score = number(result, "score");
    json_array_foreach(told, i, one)
    {
        json_array_append_new(tests,
                              json_pack("{sO sO sO sO}", "name", json_object_get(one, "name"),
                                        "points", json_object_get(one, "score"), "max_points",
                                        json_object_get(one, "max_score"), "output",
                                        json_object_get(one, "output")));
    }
    json_decref(told);
    double share = most > 0 ? score / most : 0;
    return put_json(
        out,
        json_pack("{sb sf so so}", "gradable", 1, "score",
                  share > 1   ? 1.0
                  : share < 0 ? 0.0
                              : share,
                  "message",
                  json_sprintf("%d of %d lessons passed.", feedback_passed(result), LESSON_COUNT),
                  "tests", tests),
        JSON_INDENT(2));
}

/* https://docs.autolabproject.com/lab/: the last line that the autograder prints. What comes before
   it is for the student; no line of that can be the last. */
int export_autolab(FILE *out, const json_t *result, const struct export_wish *wish)
{
    size_t i;
    json_t *lesson, *scores = json_object();
    char *all = feedback_all(result, wish->toned_down);
    fputs(all == NULL ? "" : all, out);
    free(all);
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        int n = member_number(lesson, NULL, "lesson");
        char *name = kit_text("lesson %d", n);
        json_object_set_new(scores, name == NULL ? "" : name,
                            json_real(points_of(result, n, "points")));
        free(name);
    }
    return put_json(out, json_pack("{so}", "scores", scores), JSON_COMPACT);
}

/* RFC 4648, section 4. */
static void put_base64(FILE *out, const char *text)
{
    static const char letters[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t length = strlen(text);
    for (size_t i = 0; i < length; i += 3) {
        unsigned bits = 0;
        size_t there = length - i < 3 ? length - i : 3;
        for (size_t n = 0; n < 3; n++)
            bits = bits << 8 | (n < there ? (unsigned char)text[i + n] : 0);
        for (size_t n = 0; n < 4; n++)
            fputc(n <= there ? letters[bits >> (18 - 6 * n) & 63] : '=', out);
    }
}

static const char *github_status(const json_t *result)
{
    return feedback_passed(result) == (int)json_array_size(json_object_get(result, "lessons"))
               ? "pass"
               : "fail";
}

/* The result of a step that autograding-grading-reporter reads, in base64:
   https://github.com/classroom-resources/autograding-grading-reporter */
int export_github(FILE *out, const json_t *result, const struct export_wish *wish)
{
    size_t i;
    json_t *one, *tests = json_array(), *told = pack_lessons(result, wish->toned_down);
    json_array_foreach(told, i, one)
    {
        bool passed = member_is(one, "status", "passed");
        json_array_append_new(tests, json_pack("{sO ss sO sO ss ss si si}", "name",
                                               json_object_get(one, "name"), "status",
                                               passed ? "pass" : "fail", "score",
                                               json_object_get(one, "score"), "message",
                                               json_object_get(one, "output"), "test_code", "",
                                               "filename", "", "line_no", 0, "duration", 0));
    }
    json_decref(told);
    json_t *value = json_pack("{si ss sf so}", "version", 1, "status", github_status(result),
                              "max_score", number(result, "max_score"), "tests", tests);
    char *text = value == NULL ? NULL : json_dumps(value, JSON_COMPACT);
    json_decref(value);
    if (text == NULL)
        return -1;
    put_base64(out, text);
    free(text);
    return fputc('\n', out) == EOF ? -1 : 0;
}

/* https://vpl.dis.ulpgc.es/documentation/: a line "Comment :=>>" for each line that is to be shown,
   so that none of them can begin as the one with the grade does. */
int export_vpl(FILE *out, const json_t *result, const struct export_wish *wish)
{
    char *all = feedback_all(result, wish->toned_down);
    if (all == NULL)
        return -1;
    for (const char *line = all; *line != '\0'; line += *line == '\n') {
        size_t length = strcspn(line, "\n");
        fprintf(out, "Comment :=>> %.*s\n", (int)length, line);
        line += length;
    }
    free(all);
    return fprintf(out, "Grade :=>> %g\n", number(result, "score")) < 0 ? -1 : 0;
}
