/* kept_test.c - what has not changed is not judged again, and all else is. */
/* link: -Wl,--wrap=judge_start,--wrap=judge_lesson,--wrap=judge_stop,--wrap=judge_identity */
#include "check_world.h"

#include "kept.h"

static void what_has_not_changed_is_not_judged_again(void **state)
{
    (void)state;
    put(lessons[0].stem, "good");
    assert_int_equal(judged_for(false), 1);
    assert_int_equal(judged_for(false), 0);
    assert_int_equal(seen->starts, 1);
    assert_int_equal(seen->stops, 1);
}

static void a_kept_verdict_is_the_verdict(void **state)
{
    (void)state;
    struct check_outcome outcomes[2];
    put(lessons[0].stem, "good");
    assert_int_equal(check_some(1, 1, false, &outcomes[0]), 0);
    assert_int_equal(check_some(1, 1, false, &outcomes[1]), 0);
    assert_true(json_equal(outcomes[0].verdicts, outcomes[1].verdicts));
    assert_true(check_all_passed(&outcomes[1]));
    check_free(&outcomes[0]);
    check_free(&outcomes[1]);
}

static void a_changed_byte_is_judged_again(void **state)
{
    (void)state;
    put(lessons[0].stem, "good");
    judged_for(false);
    put(lessons[0].stem, "goot");
    assert_int_equal(judged_for(false), 1);
    put(lessons[0].stem, "goot ");
    assert_int_equal(judged_for(false), 1);
}

static void another_machine_or_kit_judges_again(void **state)
{
    (void)state;
    put(lessons[0].stem, "good");
    judged_for(false);
    identity = "another compiler";
    assert_int_equal(judged_for(false), 1);
}

static void fresh_judges_what_has_not_changed(void **state)
{
    (void)state;
    put(lessons[0].stem, "good");
    judged_for(false);
    assert_int_equal(judged_for(true), 1);
}

static void the_same_file_elsewhere_is_judged(void **state)
{
    (void)state;
    put(lessons[0].stem, "good");
    judged_for(false);
    snprintf(files, sizeof files, "%s/other", folder);
    assert_int_equal(mkdir(files, 0777), 0);
    put(lessons[0].stem, "good");
    assert_int_equal(judged_for(false), 1);
}

static void a_verdict_of_the_wall_clock_is_not_kept(void **state)
{
    (void)state;
    put(lessons[0].stem, "wall");
    judged_for(false);
    assert_int_equal(judged_for(false), 1);
}

static const char *kept_by(const char *words)
{
    struct source source = {"text", 4};
    json_t *mine = json_pack("{si ss s[]}", "lesson", lessons[0].number, "status", words, "checks");
    json_t *counts = kept_keep_first(store, &lessons[0], source, "kit", "lessons", mine);
    static char text[32];
    snprintf(text, sizeof text, "%s", json_string_value(json_object_get(counts, "status")));
    json_decref(counts);
    return text;
}

static void who_keeps_second_takes_the_first_verdict(void **state)
{
    (void)state;
    assert_string_equal(kept_by("first"), "first");
    assert_string_equal(kept_by("second"), "first");
}

static void a_damaged_first_verdict_is_replaced(void **state)
{
    (void)state;
    char path[256];
    kept_by("first");
    snprintf(path, sizeof path, "%s/%s.kept", store, lessons[0].stem);
    assert_int_equal(truncate(path, 3), 0);
    assert_string_equal(kept_by("second"), "second");
    assert_string_equal(kept_by("third"), "second");
}

static void a_file_saved_while_it_was_judged_is_judged_again(void **state)
{
    (void)state;
    put(lessons[0].stem, "change");
    judged_for(false);
    assert_int_equal(judged_for(false), 1);
    put(lessons[0].stem, "change");
    assert_int_equal(judged_for(false), 1);
}

static void a_damaged_kept_verdict_is_no_verdict(void **state)
{
    (void)state;
    char command[256];
    put(lessons[0].stem, "good");
    judged_for(false);
    snprintf(command, sizeof command, "for f in %s/*/*; do truncate -s 20 $f; done", store);
    assert_int_equal(system(command), 0);
    assert_int_equal(judged_for(false), 1);
    assert_int_equal(judged_for(false), 0);
}

static void json_that_is_no_verdict_on_the_lesson_is_no_verdict(void **state)
{
    (void)state;
    static const char *const instead[] = {"5", "null", "{}",
                                          "{\"lesson\":2,\"status\":"
                                          "\"passed\",\"checks\":[]}"};
    put(lessons[0].stem, "good");
    for (size_t i = 0; i < sizeof instead / sizeof *instead; i++) {
        char command[512];
        judged_for(false);
        snprintf(command, sizeof command, "sed -i '1s/\"verdict\":.*/\"verdict\":%s}/' %s/*/*",
                 instead[i], store);
        assert_int_equal(system(command), 0);
        assert_int_equal(judged_for(false), 1);
    }
}

static void what_is_no_ordinary_file_is_judged_each_time(void **state)
{
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s/%s.c", files, lessons[0].stem);
    for (int kind = 0; kind < 5; kind++) {
        if (kind == 1)
            assert_int_equal(mkdir(path, 0777), 0);
        if (kind == 2)
            assert_int_equal(symlink("nowhere", path), 0);
        if (kind == 3)
            assert_int_equal(mkfifo(path, 0666), 0);
        if (kind == 4) {
            put(lessons[0].stem, "good");
            assert_int_equal(truncate(path, 2 << 20), 0);
        }
        assert_int_equal(judged_for(false), 1);
        assert_int_equal(judged_for(false), 1);
        remove(path);
    }
}

static void an_empty_file_is_kept_like_any_other(void **state)
{
    (void)state;
    put(lessons[0].stem, "");
    judged_for(false);
    assert_int_equal(judged_for(false), 0);
}

static void where_nothing_can_be_kept_lessons_are_judged(void **state)
{
    (void)state;
    put(lessons[0].stem, "good");
    snprintf(store, sizeof store, "/dev/null/verdicts");
    assert_int_equal(judged_for(false), 1);
    assert_int_equal(judged_for(false), 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_has_not_changed_is_not_judged_again),
        TEST(a_kept_verdict_is_the_verdict),
        TEST(a_changed_byte_is_judged_again),
        TEST(another_machine_or_kit_judges_again),
        TEST(fresh_judges_what_has_not_changed),
        TEST(the_same_file_elsewhere_is_judged),
        TEST(a_verdict_of_the_wall_clock_is_not_kept),
        TEST(who_keeps_second_takes_the_first_verdict),
        TEST(a_damaged_first_verdict_is_replaced),
        TEST(a_file_saved_while_it_was_judged_is_judged_again),
        TEST(a_damaged_kept_verdict_is_no_verdict),
        TEST(json_that_is_no_verdict_on_the_lesson_is_no_verdict),
        TEST(what_is_no_ordinary_file_is_judged_each_time),
        TEST(an_empty_file_is_kept_like_any_other),
        TEST(where_nothing_can_be_kept_lessons_are_judged),
    };
    return make_world() == 0 ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
