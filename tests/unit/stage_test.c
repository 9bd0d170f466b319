/* stage_test.c - the step's process: its limits, its ends, and what it leaves behind. */
/* link: -Wl,--wrap=kit_path */
#include "stage_lesson.h"
#include "stage_world.h"

static long told(int how, int argument)
{
    call_step(STEP_CLIENT_SOCKET, -1, how, argument);
    return returned();
}

static int ended_after(int how, int argument)
{
    call_step(STEP_CLIENT_SOCKET, -1, how, argument);
    return ended();
}

/* --- results ---------------------------------------------------------------------------------- */

static void what_the_step_returns_is_told(void **state)
{
    (void)state;
    assert_int_equal(told(RETURNS, 4711), 4711);
}

static void errno_is_told(void **state)
{
    (void)state;
    assert_int_equal(told(FAILS_WITH, 123), -1);
    assert_int_equal(event.error, 123);
}

static void errno_of_an_earlier_step_is_forgotten(void **state)
{
    (void)state;
    told(FAILS_WITH, 123);
    told(RETURNS, -1);
    assert_int_equal(event.error, 0);
}

static void a_step_that_the_library_lacks_is_said_to_be_missing(void **state)
{
    (void)state;
    call_step(STEP_SERVER_CLOSE, 0, 0, 0);
    expect_kind(EVENT_BROKEN);
    assert_string_equal(event.text, "undefined symbol: server_close");
}

static void standard_input_is_at_its_end(void **state)
{
    (void)state;
    assert_int_equal(told(READS_STANDARD_INPUT, 0), 0);
}

static void the_stack_holds_what_was_nobodys(void **state)
{
    (void)state;
    assert_in_range(told(SEES_ITS_STACK, 0), 200, 256);
}

static void sigpipe_kills_as_in_any_program(void **state)
{
    (void)state;
    assert_int_equal(told(IGNORES_SIGPIPE, 0), 0);
}

static void a_run_knows_nothing_of_the_run_before(void **state)
{
    told(IGNORES_SIGPIPE, 0);
    end_run(state);
    begin_run(state);
    assert_int_equal(told(IGNORES_SIGPIPE, 0), 0);
}

/* --- limits ----------------------------------------------------------------------------------- */

static void endless_computing_is_ended_and_said_to_be(void **state)
{
    (void)state;
    assert_true(WIFSIGNALED(ended_after(COMPUTES, 0)));
    assert_report("tensteps: cpu");
}

static void descriptors_are_limited(void **state)
{
    (void)state;
    assert_in_range(told(OPENS_UNTIL_IT_FAILS, 0), 100, 1024);
    assert_int_equal(event.error, EMFILE);
}

static void the_judge_says_how_many_more_descriptors_there_can_be(void **state)
{
    (void)state;
    obeyed(ORDER_LIMIT, -1, 2, -1);
    assert_int_equal(told(OPENS_UNTIL_IT_FAILS, 0), 2);
    obeyed(ORDER_LIMIT, -1, 0, -1);
    assert_int_equal(told(OPENS_UNTIL_IT_FAILS, 0), 0);
}

static void memory_is_limited(void **state)
{
    (void)state;
    assert_int_equal(told(ALLOCATES, 10), 1);
    assert_int_equal(told(ALLOCATES, 300), 0);
    assert_int_equal(event.error, ENOMEM);
}

static void files_are_limited(void **state)
{
    (void)state;
    assert_int_equal(told(WRITES_A_FILE, 2 * (ARENA_SIZE >> 10)), ARENA_SIZE);
}

static void there_are_no_core_files(void **state)
{
    (void)state;
    assert_int_equal(told(CORE_LIMIT, 0), 0);
}

static void processes_are_limited(void **state)
{
    (void)state;
    assert_int_equal(told(FORKS_UNTIL_IT_FAILS, 0), 32);
    assert_int_equal(event.error, EAGAIN);
}

static void who_forks_on_is_ended(void **state)
{
    (void)state;
    assert_true(WIFSIGNALED(ended_after(FORKS_ON, 0)));
    assert_report("tensteps: processes");
    assert_int_equal(stage.left_behind, 32);
}

/* --- ends ------------------------------------------------------------------------------------- */

static void an_end_by_exit_is_told_before_and_after(void **state)
{
    (void)state;
    call_step(STEP_CLIENT_SOCKET, -1, EXITS, 7);
    expect_event(EVENT_ABOUT, CALL_EXIT);
    assert_int_equal(event.args[0], 7);
    answer(ANSWER_GO, 0);
    int status = ended();
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 7);
}

static void an_end_by_a_signal_is_told(void **state)
{
    (void)state;
    int status = ended_after(RAISES, SIGTERM);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGTERM);
}

static void a_memory_error_leaves_a_report(void **state)
{
    (void)state;
    assert_int_not_equal(ended_after(WRITES_PAST_THE_END, 0), 0);
    assert_report("AddressSanitizer: heap-buffer-overflow");
    assert_report("stage_lesson.c:");
}

static void undefined_behaviour_leaves_a_report(void **state)
{
    (void)state;
    assert_int_not_equal(ended_after(OVERFLOWS, 0), 0);
    char *output = launch_text(stage.output, 4096, NULL);
    assert_says(output, "signed integer overflow");
    free(output);
}

static void who_stops_listening_to_the_judge_ends(void **state)
{
    (void)state;
    shutdown(stage.control, SHUT_RDWR);
    int status = ended();
    assert_true(WIFEXITED(status));
}

static void an_order_that_makes_no_sense_ends_the_step(void **state)
{
    (void)state;
    answer((enum wire_op)99, 0);
    assert_true(WIFSIGNALED(ended()));
    assert_report("tensteps: order");
}

static void the_kits_descriptors_are_out_of_reach(void **state)
{
    (void)state;
    assert_int_equal(told(TAKES_THE_KITS_NUMBERS, 0), 1);
    assert_int_equal(told(CLOSES_ALL, 0), 0);
    assert_int_equal(told(RETURNS, 5), 5);
}

static void who_closes_the_kits_socket_is_ended_and_said_to_have(void **state)
{
    (void)state;
    assert_true(WIFSIGNALED(ended_after(CLOSES_THE_KITS_SOCKET, 0)));
    assert_report("tensteps: descriptors");
}

/* --- leftovers -------------------------------------------------------------------------------- */

static void a_daemon_is_ended_with_the_run(void **state)
{
    pid_t daemon = (pid_t)told(LEAVES_A_DAEMON, 0);
    assert_int_equal(kill(daemon, 0), 0);
    end_run(state);
    assert_int_equal(kill(daemon, 0), -1);
    assert_int_equal(errno, ESRCH);
    assert_int_equal(stage.left_behind, 1);
}

static void a_child_that_nobody_waited_for_is_told(void **state)
{
    (void)state;
    assert_int_equal(told(RETURNS, 0), 0);
    assert_int_equal(event.args[2], 0);
    assert_int_equal(told(LEAVES_A_ZOMBIE, 0), 0);
    assert_int_equal(event.args[2], 1);
}

static void a_thread_that_goes_on_is_told(void **state)
{
    (void)state;
    assert_int_equal(told(RETURNS, 0), 0);
    assert_int_equal(event.args[1], 0);
    assert_int_equal(told(LEAVES_A_THREAD, 0), 0);
    assert_int_equal(event.args[1], 1);
}

static void only_the_parent_returns(void **state)
{
    (void)state;
    assert_int_equal(told(RETURNS_TWICE, 0), 2);
    assert_int_equal(told(RETURNS, 6), 6);
}

static void a_library_that_cannot_be_loaded_says_why(void **state)
{
    assert_int_equal(launch_run(&stage, requests, "/dev/null"), 0);
    expect_kind(EVENT_BROKEN);
    assert_says(event.text, "file too short"); /* of a library that nobody knows by name */
    end_run(state);
}

static int set_up(void **state)
{
    (void)state;
    return start_servers("stage_lesson");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_RUN(what_the_step_returns_is_told),
        IN_RUN(errno_is_told),
        IN_RUN(errno_of_an_earlier_step_is_forgotten),
        IN_RUN(a_step_that_the_library_lacks_is_said_to_be_missing),
        IN_RUN(standard_input_is_at_its_end),
        IN_RUN(the_stack_holds_what_was_nobodys),
        IN_RUN(sigpipe_kills_as_in_any_program),
        IN_RUN(a_run_knows_nothing_of_the_run_before),
        IN_RUN(endless_computing_is_ended_and_said_to_be),
        IN_RUN(descriptors_are_limited),
        IN_RUN(the_judge_says_how_many_more_descriptors_there_can_be),
        IN_RUN(memory_is_limited),
        IN_RUN(files_are_limited),
        IN_RUN(there_are_no_core_files),
        IN_RUN(processes_are_limited),
        IN_RUN(who_forks_on_is_ended),
        IN_RUN(an_end_by_exit_is_told_before_and_after),
        IN_RUN(an_end_by_a_signal_is_told),
        IN_RUN(a_memory_error_leaves_a_report),
        IN_RUN(undefined_behaviour_leaves_a_report),
        IN_RUN(who_stops_listening_to_the_judge_ends),
        IN_RUN(an_order_that_makes_no_sense_ends_the_step),
        IN_RUN(the_kits_descriptors_are_out_of_reach),
        IN_RUN(who_closes_the_kits_socket_is_ended_and_said_to_have),
        IN_RUN(a_daemon_is_ended_with_the_run),
        IN_RUN(a_child_that_nobody_waited_for_is_told),
        IN_RUN(a_thread_that_goes_on_is_told),
        IN_RUN(only_the_parent_returns),
        cmocka_unit_test(a_library_that_cannot_be_loaded_says_why),
    };
    return cmocka_run_group_tests(tests, set_up, stop_servers);
}
