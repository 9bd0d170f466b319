/* check_test.c - several lessons at a time, and what becomes of a judge that fails. */
/* link: -Wl,--wrap=judge_start,--wrap=judge_lesson,--wrap=judge_stop,--wrap=judge_identity */
#include "check_world.h"

static void verdicts_come_in_the_order_of_the_lessons(void **state)
{
    (void)state;
    struct check_outcome outcome;
    put(lessons[4].stem, "good");
    assert_int_equal(judged_for(false), 1); /* so that one of the ten is kept */
    assert_int_equal(check_some(1, 10, false, &outcome), 0);
    assert_int_equal(json_array_size(outcome.verdicts), 10);
    for (int i = 0; i < 10; i++) {
        json_t *verdict = json_array_get(outcome.verdicts, (size_t)i);
        assert_int_equal(json_integer_value(json_object_get(verdict, "lesson")), i + 1);
        assert_string_equal(verdict_status(verdict), i == 4 ? "passed" : "failed");
    }
    assert_false(check_all_passed(&outcome));
    check_free(&outcome);
}

static void a_judge_that_dies_takes_no_other_verdict_away(void **state)
{
    (void)state;
    struct check_outcome outcome;
    put(lessons[0].stem, "good");
    put(lessons[1].stem, "die");
    put(lessons[2].stem, "good");
    assert_int_equal(check_some(1, 3, false, &outcome), 0);
    assert_int_equal(json_array_size(outcome.verdicts), 2);
    assert_int_equal(json_array_size(outcome.faults), 1);
    assert_string_equal(json_string_value(json_array_get(outcome.faults, 0)),
                        "lesson 2 could not be judged: signal 9 (Killed) ended the judge");
    assert_false(check_all_passed(&outcome));
    check_free(&outcome);
}

static void no_verdict_is_a_fault_in_the_judges_words(void **state)
{
    (void)state;
    struct check_outcome outcome;
    put(lessons[0].stem, "null");
    assert_int_equal(check_some(1, 1, false, &outcome), 0);
    assert_int_equal(json_array_size(outcome.verdicts), 0);
    assert_string_equal(json_string_value(json_array_get(outcome.faults, 0)),
                        "lesson 1 could not be judged: no pidfd");
    check_free(&outcome);
}

static void a_judge_that_cannot_start_leaves_the_kept_verdicts(void **state)
{
    (void)state;
    struct check_outcome outcome;
    put(lessons[0].stem, "good");
    judged_for(false);
    seen->cannot_start = true;
    assert_int_equal(check_some(1, 2, false, &outcome), 0);
    assert_int_equal(json_array_size(outcome.verdicts), 1);
    assert_string_equal(json_string_value(json_array_get(outcome.faults, 0)),
                        "nothing could be judged: install a compiler");
    check_free(&outcome);
}

static void a_signal_ends_all_and_leaves_nothing(void **state)
{
    (void)state;
    struct check_outcome outcome;
    struct stat status;
    sigset_t blocked;
    put(lessons[0].stem, "good");
    put(lessons[1].stem, "hang");
    put(lessons[2].stem, "hang");
    assert_int_equal(check_some(1, 3, false, &outcome), -1);
    assert_int_equal(errno, EINTR);
    assert_int_equal(outcome.signal, SIGTERM);
    check_free(&outcome);
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    assert_true(seen->folder_for_temporary_files[0] != '\0');
    assert_int_equal(stat(seen->folder_for_temporary_files, &status), -1);
    assert_int_equal(seen->stops, 1);
    sigprocmask(SIG_BLOCK, NULL, &blocked);
    assert_false(sigismember(&blocked, SIGTERM));
    assert_false(sigismember(&blocked, SIGCHLD));
}

static void signals_that_are_ignored_stay_ignored(void **state)
{
    (void)state;
    put(lessons[0].stem, "signal");
    signal(SIGTERM, SIG_IGN);
    assert_int_equal(judged_for(false), 1);
    signal(SIGTERM, SIG_DFL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(verdicts_come_in_the_order_of_the_lessons),
        TEST(a_judge_that_dies_takes_no_other_verdict_away),
        TEST(no_verdict_is_a_fault_in_the_judges_words),
        TEST(a_judge_that_cannot_start_leaves_the_kept_verdicts),
        TEST(a_signal_ends_all_and_leaves_nothing),
        TEST(signals_that_are_ignored_stay_ignored),
    };
    return make_world() == 0 ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
