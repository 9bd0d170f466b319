/* stage_orders_test.c - orders that are no call: what the step's process has open. */
/* link: -Wl,--wrap=kit_path */
#include "stage_calls_lesson.h"
#include "stage_world.h"

static int ends[2], number; /* the judge's side of a connection is ends[1] */

static int connect_step(void **state)
{
    if (begin_run(state) == -1)
        return -1;
    connect_ends(ends);
    number = (int)obeyed(ORDER_GIVE, -1, 1, ends[0]);
    return 0;
}

static int end_connection(void **state)
{
    close(ends[0]);
    close(ends[1]);
    return end_run(state);
}

static void a_descriptor_is_given_at_the_number_that_is_ordered(void **state)
{
    (void)state;
    assert_int_equal(obeyed(ORDER_GIVE, 40, 1, ends[0]), 40);
    assert_int_equal(obeyed(ORDER_SHOW, 40, 0, -1), 0);
    close(given);
}

static void what_is_shown_is_the_very_socket(void **state)
{
    (void)state;
    struct stat ours, shown;
    assert_int_equal(obeyed(ORDER_SHOW, number, 0, -1), 0);
    assert_int_equal(fstat(ends[0], &ours), 0);
    assert_int_equal(fstat(given, &shown), 0);
    assert_int_equal(ours.st_ino, shown.st_ino);
    close(given);
}

static void what_is_dropped_cannot_be_shown(void **state)
{
    (void)state;
    assert_int_equal(obeyed(ORDER_DROP, number, 0, -1), 0);
    assert_int_equal(obeyed(ORDER_SHOW, number, 0, -1), -1);
    assert_int_equal(given, -1);
}

static void after_a_tidy_nothing_is_open_but_the_standard_descriptors(void **state)
{
    (void)state;
    obeyed(ORDER_TIDY, -1, 0, -1);
    assert_int_equal(obeyed(ORDER_SHOW, number, 0, -1), -1);
    assert_int_equal(obeyed(ORDER_SHOW, 0, 0, -1), 0);
    close(given);
}

static void a_number_that_is_to_be_reused_is_taken_after_close(void **state)
{
    (void)state;
    obeyed(ORDER_REUSE, number, 0, -1);
    call_step(STEP_SERVER_LISTEN, number, CLOSE_IT, 0);
    assert_int_equal(returned(), 0);
    assert_int_equal(obeyed(ORDER_REUSE, -1, 0, -1), 1);
    assert_int_equal(obeyed(ORDER_SHOW, number, 0, -1), 0);
    close(given);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, connect_step, end_connection)

static int set_up(void **state)
{
    (void)state;
    return start_servers("stage_calls_lesson");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_descriptor_is_given_at_the_number_that_is_ordered),
        TEST(what_is_shown_is_the_very_socket),
        TEST(what_is_dropped_cannot_be_shown),
        TEST(after_a_tidy_nothing_is_open_but_the_standard_descriptors),
        TEST(a_number_that_is_to_be_reused_is_taken_after_close),
    };
    return cmocka_run_group_tests(tests, set_up, stop_servers);
}
