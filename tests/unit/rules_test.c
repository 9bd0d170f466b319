/* rules_test.c - verdicts to points, and the file names of results. */
/* link: -Wl,--wrap=kit_path */
#include "class/result.h"
#include "class/rules.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

/* The kit is the current folder. */
char *__wrap_kit_path(const char *name);
char *__wrap_kit_path(const char *name) { return strdup(name); }

static char path[] = "/tmp/rules-test.XXXXXX";

static int make_file(void **state)
{
    (void)state;
    int file = mkstemp(path);
    return file == -1 ? -1 : close(file);
}

static int remove_file(void **state)
{
    (void)state;
    return unlink(path);
}

static void write_rules(const char *text)
{
    FILE *file = fopen(path, "w");
    fputs(text, file);
    fclose(file);
}

/* A student with lessons 1 and 2 passed, 1 and 3 stars, and 3 failed, with two stars. */
static json_t *student(const char *submitted, bool late)
{
    return json_pack("{ss sb s[{si ss s{si si}} {si ss s{si si}} {si ss s{si si}}]}", "submitted",
                     submitted, "late", late, "lessons", "lesson", 1, "status", "passed", "stretch",
                     "passed", 1, "of", 1, "lesson", 2, "status", "passed", "stretch", "passed", 3,
                     "of", 8, "lesson", 3, "status", "failed", "stretch", "passed", 2, "of", 5);
}

static void expect(const char *text, const char *submitted, bool late, double score, double most)
{
    char *why = NULL;
    write_rules(text);
    struct rules *rules = rules_read(path, &why);
    if (rules == NULL)
        fail_msg("%s", why);
    json_t *result = student(submitted, late), *one;
    size_t i;
    double sum = 0;
    assert_int_equal(rules_apply(rules, result), 0);
    json_array_foreach(json_object_get(result, "points"), i, one)
    {
        sum += json_number_value(json_object_get(one, "points"));
    }
    double got = json_number_value(json_object_get(result, "score"));
    if (fabs(got - score) > 1e-6 || fabs(sum - got) > 1e-6 ||
        fabs(json_number_value(json_object_get(result, "max_score")) - most) > 1e-6)
        fail_msg("%s: %g, the sum of %g", text, got, sum);
    json_decref(result);
    rules_free(rules);
}

static void lessons_and_stars_count_as_it_says(void **state)
{
    (void)state;
    expect("", "", false, 2, 3);
    expect("star = 0.5;", "", false, 4, 3); /* none of a lesson that is not passed */
    expect("lesson = 10;", "", false, 20, 30);
    expect("lessons = ( { number = 2; lesson = 5.0; star = 1; } );", "", false, 9, 7);
    expect("lesson = 0.333; digits = 1;", "", false, 0.7, 0.999);
}

static void who_is_late_loses_as_it_says(void **state)
{
    (void)state;
    static const char rules[] =
        "lesson = 10; late = { due = \"2026-11-30 23:59:00 +0100\"; percent_per_day = 10;"
        " most_percent = 25; };";
    expect(rules, "2026-11-30T22:59:00Z", false, 20, 30);
    expect(rules, "2026-11-30T22:59:01Z", false, 18, 30);
    expect(rules, "2026-12-02T22:00:00Z", false, 16, 30);
    expect(rules, "2027-01-30T22:00:00Z", true, 15, 30);
    expect(rules, "", true, 18, 30); /* nobody knows when: the mark is a day */
    expect("late = { points_per_day = 0.5; };", "", true, 1.5, 3);
    expect("late = { points_per_day = 50; };", "", true, 0, 3);
    expect("late = { due = \"2026-11-30 23:59:00 +0000\"; grace_hours = 2; points_per_day = 1; };",
           "2026-12-01T01:00:00Z", false, 2, 3);
}

/* What is told of a student who was in time, or late, must agree with the points. */
static void times_say_who_is_late(void **state)
{
    (void)state;
    static const char *const times[] = {"2026-11-30T12:00:00Z", "2026-11-30T12:00:01Z", ""};
    static const bool late[] = {false, true, true}; /* the last by its mark alone */
    char *why = NULL;
    write_rules("late = { due = \"2026-11-30 12:00:00 +0000\"; };");
    struct rules *rules = rules_read(path, &why);
    assert_non_null(rules);
    for (int i = 0; i < 3; i++) {
        json_t *result = student(times[i], i != 1);
        assert_int_equal(rules_apply(rules, result), 0);
        assert_int_equal(json_is_true(json_object_get(result, "late")), late[i]);
        json_decref(result);
    }
    rules_free(rules);
}

static void any_other_rule_has_another_identity(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "lesson = 1.0000001;",
        "star = 0.1;",
        "lessons = ( { number = 9; star = 0.1; } );",
        "late = { due = \"2026-11-30 12:00:00 +0000\"; };",
        "late = { grace_hours = 1.0; };",
        "late = { points_per_day = 1.0; };",
        "late = { percent_per_day = 1.0; };",
        "late = { most_percent = 50.0; };",
        "digits = 3;",
    };
    enum { TEXTS = sizeof texts / sizeof *texts };
    struct rules *rules[TEXTS];
    char *why = NULL;
    for (int i = 0; i < TEXTS; i++) {
        write_rules(texts[i]);
        rules[i] = rules_read(path, &why);
        assert_non_null(rules[i]);
        for (int n = 0; n < i; n++)
            assert_string_not_equal(rules_identity(rules[i]), rules_identity(rules[n]));
    }
    struct rules *usual = rules_read(NULL, &why);
    assert_string_equal(rules_identity(usual), rules_identity(rules[0]));
    rules_free(usual);
    for (int i = 0; i < TEXTS; i++)
        rules_free(rules[i]);
}

static void wrong_rules_are_refused_by_line(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {
        {"lesson = 1;\nstarz = 2;\n", "line 2: starz"},
        {"lesson = -1.0;", "line 1: lesson"},
        {"lesson = \"one\";", "line 1: lesson"},
        {"lesson = ;", "line 1"},
        {"lessons = ( { number = 11; lesson = 1; } );", "number"},
        {"lessons = ( { number = 2.5; } );", "number"},
        {"late = { due = \"tomorrow\"; };", "due"},
        {"late = { percent_per_day = 200; };", "percent_per_day"},
        {"late = 1;", "late"},
        {"late = { percent_per_day = 200; };", "from 0 to 100"},
        {"digits = 2.5;", "digits is to be a whole number"},
        {"digits = 7;", "from 0 to 6"},
        {"late = { due = \"2026-02-31 12:00:00 +0000\"; };", "a day that there is not"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char *why = NULL;
        write_rules(wrong[i][0]);
        if (rules_read(path, &why) != NULL)
            fail_msg("%s is taken", wrong[i][0]);
        if (strstr(why, wrong[i][1]) == NULL || strstr(why, path) == NULL)
            fail_msg("%s: it says %s", wrong[i][0], why);
        free(why);
    }
    char *why = NULL;
    assert_null(rules_read("/nowhere", &why));
    assert_non_null(strstr(why, "/nowhere"));
    free(why);
}

static void name_of(const char *id, const char *wanted)
{
    char *name = result_file_name(id);
    assert_string_equal(name, wanted);
    free(name);
}

static void every_id_has_a_file_name(void **state)
{
    (void)state;
    name_of("s1042", "s1042.json");
    name_of("ada@x.org", "ada@x.org.json");
    name_of("../etc", "%2E.%2Fetc.json");
    name_of("-rf", "%2Drf.json");
    name_of("a b\n", "a%20b%0A.json");
    name_of("Zo\xc3\xab", "Zo%C3%AB.json");
    name_of("", "%.json");
}

static void long_ids_are_told_apart(void **state)
{
    (void)state;
    char one[2000], other[2000];
    memset(one, 'x', sizeof one);
    one[sizeof one - 1] = '\0';
    memcpy(other, one, sizeof one);
    other[sizeof other - 2] = 'y';
    char *name = result_file_name(one), *another = result_file_name(other);
    assert_true(strlen(name) < 200);
    assert_string_not_equal(name, another);
    free(name);
    free(another);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lessons_and_stars_count_as_it_says),
        cmocka_unit_test(who_is_late_loses_as_it_says),
        cmocka_unit_test(times_say_who_is_late),
        cmocka_unit_test(any_other_rule_has_another_identity),
        cmocka_unit_test(wrong_rules_are_refused_by_line),
        cmocka_unit_test(every_id_has_a_file_name),
        cmocka_unit_test(long_ids_are_told_apart),
    };
    return cmocka_run_group_tests(tests, make_file, remove_file);
}
