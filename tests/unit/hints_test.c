/* hints_test.c - how far up the ladder a student is. */
/* link: -Wl,--wrap=kit_path */
#include "kit_world.h"

#include "hints.h"

static int begin(void **state) { return make_folder(state); }

static void nobody_has_begun(void **state)
{
    (void)state;
    struct ladder ladder = hints_find(folder, &lessons[2]);
    assert_int_equal(ladder.rung, 0);
    assert_string_equal(ladder.mistake, "");
}

static void what_was_kept_is_found_for_that_lesson_alone(void **state)
{
    (void)state;
    const struct ladder kept = {.rung = 3, .mistake = "one-recv"};
    assert_int_equal(hints_keep(folder, &lessons[2], &kept), 0);
    struct ladder found = hints_find(folder, &lessons[2]);
    assert_int_equal(found.rung, 3);
    assert_string_equal(found.mistake, "one-recv");
    assert_int_equal(hints_find(folder, &lessons[3]).rung, 0);
}

static void a_ladder_without_a_mistake_is_kept_too(void **state)
{
    (void)state;
    assert_int_equal(hints_keep(folder, &lessons[2], &(struct ladder){.rung = 2}), 0);
    assert_int_equal(hints_find(folder, &lessons[2]).rung, 2);
    assert_string_equal(hints_find(folder, &lessons[2]).mistake, "");
}

static void what_is_forgotten_begins_anew(void **state)
{
    (void)state;
    hints_keep(folder, &lessons[2], &(struct ladder){.rung = 2});
    hints_forget(folder, &lessons[2]);
    assert_int_equal(hints_find(folder, &lessons[2]).rung, 0);
}

static void what_is_no_ladder_counts_as_none(void **state)
{
    (void)state;
    put("03_client_exchange.hints", "no number\n");
    assert_int_equal(hints_find(folder, &lessons[2]).rung, 0);
}

static void without_a_place_nothing_is_kept(void **state)
{
    (void)state;
    assert_int_equal(hints_keep(NULL, &lessons[2], &(struct ladder){.rung = 2}), -1);
    assert_int_equal(hints_keep("/proc/no/such", &lessons[2], &(struct ladder){.rung = 2}), -1);
    assert_int_equal(hints_find(NULL, &lessons[2]).rung, 0);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, erase_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nobody_has_begun),
        TEST(what_was_kept_is_found_for_that_lesson_alone),
        TEST(a_ladder_without_a_mistake_is_kept_too),
        TEST(what_is_forgotten_begins_anew),
        TEST(what_is_no_ladder_counts_as_none),
        TEST(without_a_place_nothing_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
