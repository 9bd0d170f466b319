/* observation_test.c - questions about what was seen. */
#include "judge/observation.h"

#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

/* The first two calls are of an earlier step. */
static struct call_record calls[] = {
    {.call = CALL_SEND, .did = true, .result = -1, .error = EPIPE},
    {.call = CALL_CLOSE, .did = true},
    {.call = CALL_GETADDRINFO, .did = true, .result = -1, .error = ENOENT},
    {.call = CALL_RECV, .did = true, .result = -1, .error = EINTR},
    {.call = CALL_READ, .did = true, .result = -1, .error = EAGAIN},
    {.call = CALL_RECVMSG, .did = true, .result = 5},
    {.call = CALL_CONNECT, .result = -1, .error = EBADF},
    {.call = CALL_SHUTDOWN, .did = true, .result = -1, .error = ENOTCONN},
    {.call = CALL_CLOSE, .did = true, .result = -1, .error = EIO},
};
static const struct observation seen = {
    .calls = calls, .first = 2, .count = sizeof calls / sizeof *calls};

static void calls_of_an_earlier_step_do_not_count(void **state)
{
    (void)state;
    assert_int_equal(observed_calls(&seen, WAY_SEND), 0);
    assert_int_equal(observed_calls(&seen, WAY_CLOSE), 1);
    assert_null(observed_call(&seen, WAY_SEND, 0));
}

static void all_calls_to_one_end_are_of_one_way(void **state)
{
    (void)state;
    assert_int_equal(observed_calls(&seen, WAY_RECV), 3);
    assert_ptr_equal(observed_call(&seen, WAY_RECV, 0), &calls[3]);
    assert_ptr_equal(observed_call(&seen, WAY_RECV, 2), &calls[5]);
    assert_null(observed_call(&seen, WAY_RECV, 3));
}

/* Neither a look-up nor an interruption nor a look in vain nor what has not come to its end is. */
static void the_first_failure_is_of_a_call_that_could_not_do_its_work(void **state)
{
    (void)state;
    assert_ptr_equal(observed_failure(&seen), &calls[7]);
}

static void where_all_went_well_there_is_no_failure(void **state)
{
    (void)state;
    const struct observation good = {.calls = calls, .first = 1, .count = 2};
    const struct observation empty = {.calls = NULL};
    assert_null(observed_failure(&good));
    assert_null(observed_failure(&empty));
}

static void each_call_has_its_name_and_its_way(void **state)
{
    (void)state;
    assert_string_equal(observed_name(&calls[5]), "recvmsg");
    assert_int_equal(observed_way(&calls[5]), WAY_RECV);
    for (int call = 0; call < CALLS; call++) {
        const struct call_record one = {.call = (enum wire_call)call};
        assert_true(strlen(observed_name(&one)) > 0);
        assert_true(observed_way(&one) < WAYS);
    }
}

static bool is_unset(long result, long expected)
{
    return observed_unset(&(struct observation){.result = result, .expected_result = expected});
}

static void only_the_paint_itself_was_in_memory_before(void **state)
{
    (void)state;
    assert_true(is_unset((int)0xA5A5A5A5, 0));
    assert_true(is_unset((int)0xBEBEBEBE, 0));
    assert_true(is_unset((long)0xA5A5A5A5A5A5A5A5, 0));
    assert_true(is_unset((int)0xA5A5A5A5 + 500, 500));
    assert_true(is_unset((long)0xA5A5A5A5A5A5A5A5 + 70000, 70000));
    assert_false(is_unset((int)0xA5A60000, 0xA5A6)); /* a port, by ntohl() */
    assert_false(is_unset((int)0xA6B70000, 0xA6B7));
    assert_false(is_unset((int)0xA5A5A5A5 + 1, 500));
    assert_false(is_unset(0xA5A5, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(calls_of_an_earlier_step_do_not_count),
        cmocka_unit_test(all_calls_to_one_end_are_of_one_way),
        cmocka_unit_test(the_first_failure_is_of_a_call_that_could_not_do_its_work),
        cmocka_unit_test(where_all_went_well_there_is_no_failure),
        cmocka_unit_test(each_call_has_its_name_and_its_way),
        cmocka_unit_test(only_the_paint_itself_was_in_memory_before),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
