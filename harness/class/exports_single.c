/* exports_single.c - one student's result as the documents of systems that grade one at a time. */
#include "class/exports_inside.h"
#include "class/feedback.h"
#include "report/member.h"

#include <stdlib.h>
#include <string.h>

static const size_t compact = JSON_COMPACT | JSON_REAL_PRECISION(12);
static const size_t indented = JSON_INDENT(2) | JSON_REAL_PRECISION(12);

static double number(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

/* Writes VALUE, which may be NULL for want of memory, and forgets it. */
static int put_json(FILE *out, json_t *value)
{
    int failed = value == NULL || json_dumpf(value, out, indented) == -1 || fputc('\n', out) == EOF;
    json_decref(value);
    return failed ? -1 : 0;
}

static json_t *text_of(char *text)
{
    json_t *value = json_string(text == NULL ? "" : text);
    free(text);
    return value;
}

/* The points of a lesson and of its stars, as the rules have given them. */
static double points_of(const json_t *result, int lesson, const char *key)
{
    size_t i;
    json_t *one;
    double sum = 0;
    json_array_foreach(json_object_get(result, "points"), i, one)
    {
        if (feedback_of_lesson(one, lesson))
            sum += number(one, key);
    }
    return sum;
}

/* Whether the lesson is passed, and what there is to say of it. */
static json_t *pack_lesson(const json_t *result, const json_t *lesson, bool toned_down)
{
    int n = member_number(lesson, NULL, "lesson");
    json_t *name = text_of(feedback_title(lesson));
    json_t *output = text_of(feedback_lesson(lesson, toned_down));
    return json_pack("{so ss sf sf so}", "name", name, "status",
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
        json_array_append_new(tests, pack_lesson(result, lesson, toned_down));
    }
    return tests;
}

/* https://gradescope-autograders.readthedocs.io/en/latest/specs/: the score of the whole counts,
   and those of the tests are shown. */
int export_gradescope(FILE *out, const json_t *result, const struct export_wish *wish)
{
    size_t i;
    json_t *test, *tests = pack_lessons(result, wish->toned_down);
    json_array_foreach(tests, i, test)
    {
        json_object_set_new(test, "output_format", json_string("text"));
        json_object_set_new(test, "visibility", json_string("visible"));
    }
    return put_json(out, json_pack("{sf so ss ss so}", "score", number(result, "score"), "output",
                                   text_of(feedback_points(result)), "output_format", "text",
                                   "visibility", "visible", "tests", tests));
}

static double between_0_and_1(double share) { return share > 1 ? 1 : share > 0 ? share : 0; }

/* https://prairielearn.readthedocs.io/en/latest/externalGrading/: a score from 0 to 1, and no more
   than a megabyte. */
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
    return put_json(out, json_pack("{sb sf so so}", "gradable", 1, "score",
                                   between_0_and_1(most > 0 ? score / most : 0), "message",
                                   text_of(feedback_points(result)), "tests", tests));
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

static json_t *github_test(const json_t *name, const char *status, double score,
                           const json_t *message)
{
    return json_pack("{sO ss sf sO ss ss si si}", "name", name, "status", status, "score", score,
                     "message", message, "test_code", "", "filename", "", "line_no", 0, "duration",
                     0);
}

/* The reporter adds up the scores of the tests and looks at nothing else: so what lateness and
   rounding take away or give is a test, too. */
static json_t *github_tests(const json_t *result, bool toned_down)
{
    size_t i;
    json_t *one, *tests = json_array(), *told = pack_lessons(result, toned_down);
    json_array_foreach(told, i, one)
    {
        const char *status = member_is(one, "status", "passed") ? "pass" : "fail";
        json_array_append_new(tests,
                              github_test(json_object_get(one, "name"), status,
                                          number(one, "score"), json_object_get(one, "output")));
    }
    json_decref(told);
    json_array_foreach(json_object_get(result, "points"), i, one)
    {
        const json_t *what = json_object_get(one, "what");
        double points = number(one, "points");
        if (!feedback_of_lesson(one, 0))
            json_array_append_new(tests,
                                  github_test(what, points < 0 ? "fail" : "pass", points, what));
    }
    return tests;
}

/* The result of a step that autograding-grading-reporter reads, in base64:
   https://github.com/classroom-resources/autograding-grading-reporter */
int export_github(FILE *out, const json_t *result, const struct export_wish *wish)
{
    bool passed =
        feedback_passed(result) == (int)json_array_size(json_object_get(result, "lessons"));
    json_t *value =
        json_pack("{si ss sf so}", "version", 1, "status", passed ? "pass" : "fail", "max_score",
                  number(result, "max_score"), "tests", github_tests(result, wish->toned_down));
    char *text = value == NULL ? NULL : json_dumps(value, compact);
    json_decref(value);
    if (text == NULL)
        return -1;
    put_base64(out, text);
    free(text);
    return fputc('\n', out) == EOF ? -1 : 0;
}
