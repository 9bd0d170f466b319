/* answers_test.c - what the judge writes down of a call, and what it answers to it. */
/* link: -Wl,--wrap=launch_order,--wrap=peer_send,--wrap=peer_end,--wrap=peer_reset */
/* link: -Wl,--wrap=peer_reading,--wrap=machine_fault,--wrap=fail_check */
/* link: -Wl,--wrap=peers_turn,--wrap=peer_socket,--wrap=kernel_unacknowledged */
#include "script_world.h"

#include <arpa/inet.h>
#include <signal.h>
#include <unistd.h>

static void a_call_may_go_on(void **state)
{
    (void)state;
    about(CALL_SEND, 8);
    answer_is(ANSWER_GO, 0);
}

static void a_call_is_written_down_with_its_end(void **state)
{
    (void)state;
    about(CALL_SEND, 8);
    did(CALL_SEND, 5, 0);
    const struct call_record *call = observed_call(&scene.seen, WAY_SEND, 0);
    assert_int_equal(scene.seen.count, 1);
    assert_true(call->asked && call->did && !call->waited);
    assert_int_equal(call->args[0], 8);
    assert_int_equal(call->result, 5);
}

static void a_call_that_was_not_announced_is_written_down_too(void **state)
{
    (void)state;
    did(CALL_RECV, -1, ECONNRESET);
    const struct call_record *call = observed_call(&scene.seen, WAY_RECV, 0);
    assert_true(call->did && !call->asked);
    assert_int_equal(call->error, ECONNRESET);
}

static void the_end_of_another_call_is_not_that_of_the_last(void **state)
{
    (void)state;
    about(CALL_SEND, 8);
    did(CALL_RECV, 3, 0);
    assert_int_equal(scene.seen.count, 2);
    assert_false(scene.seen.calls[0].did);
}

/* --- faults ----------------------------------------------------------------------------------- */

static void the_second_call_of_a_way_is_refused(void **state)
{
    (void)state;
    refuse(WAY_SEND, 2, ECONNRESET);
    about(CALL_SEND, 8);
    answer_is(ANSWER_GO, 0);
    about(CALL_RECV, 8);
    answer_is(ANSWER_GO, 0);
    about(CALL_WRITE, 8);
    answer_is(ANSWER_FAIL, ECONNRESET);
    assert_int_equal(scene.seen.calls[2].injected, ANSWER_FAIL);
    about(CALL_SEND, 8);
    answer_is(ANSWER_GO, 0);
    assert_int_equal(faults_struck(), 1);
}

static void a_transfer_is_cut_short(void **state)
{
    (void)state;
    shorten(WAY_RECV, 1, 3);
    about(CALL_RECV, 8);
    answer_is(ANSWER_LIMIT, 3);
}

/* The kernel gives all of it, unless a signal comes. */
static void a_recv_for_all_is_not_cut_short(void **state)
{
    (void)state;
    shorten(WAY_RECV, 1, 3);
    struct wire_event event = of(CALL_RECV, 8, MSG_WAITALL);
    answers_about(&event);
    answer_is(ANSWER_GO, 0);
    assert_int_equal(faults_struck(), 0);
}

static void a_call_is_interrupted_before_it_does_anything(void **state)
{
    (void)state;
    interrupt(WAY_ACCEPT, 1);
    about(CALL_ACCEPT4, 0);
    answer_is(ANSWER_FAIL, EINTR);
}

static void a_call_is_interrupted_while_it_waits(void **state)
{
    (void)state;
    interrupt_wait(WAY_RECV, 1);
    about(CALL_RECV, 8);
    answer_is(ANSWER_GO, 0);
    waits(CALL_RECV, false, false);
    answer_is(ANSWER_FAIL, EINTR);
    assert_int_equal(faults_struck(), 1);
}

static void what_holds_all_signals_back_is_not_interrupted(void **state)
{
    (void)state;
    sigset_t all, before;
    sigfillset(&all);
    scene.stage.pid = getpid();
    interrupt(WAY_ACCEPT, 1);
    interrupt_wait(WAY_ACCEPT, 1);
    sigprocmask(SIG_SETMASK, &all, &before);
    about(CALL_ACCEPT, 1);
    answer_is(ANSWER_GO, 0);
    sigprocmask(SIG_SETMASK, &before, NULL);
    assert_int_equal(faults_struck(), 0);
}

static void time_passes_in_a_wait_that_has_a_limit_and_in_no_other(void **state)
{
    (void)state;
    time_passes(WAY_RECV, 2);
    when_blocked_in(WAY_RECV);
    peer_sends("late");
    about(CALL_POLL, 1);
    waits(CALL_POLL, false, true);
    answer_is(ANSWER_TIMEOUT, 0);
    assert_string_equal(deeds, "");
    assert_string_equal(scene.seen.story, "the time of poll() was over");
    waits(CALL_RECV, false, false);
    answer_is(ANSWER_GO, 0);
    assert_string_equal(deeds, "late ");
}

static void a_call_is_interrupted_when_it_has_done_its_work(void **state)
{
    (void)state;
    interrupt_after(WAY_CLOSE, 1, EINTR);
    about(CALL_CLOSE, 0);
    answer_is(ANSWER_AFTER, EINTR);
}

static void a_fault_strikes_the_call_of_its_index_whatever_it_is(void **state)
{
    (void)state;
    fault_at(1, ANSWER_FAIL, ENOBUFS);
    about(CALL_SOCKET, 0);
    answer_is(ANSWER_GO, 0);
    about(CALL_SETSOCKOPT, 0);
    answer_is(ANSWER_FAIL, ENOBUFS);
}

/* --- waiting ---------------------------------------------------------------------------------- */

static void a_wait_with_a_time_limit_comes_to_its_end(void **state)
{
    (void)state;
    about(CALL_POLL, 1);
    waits(CALL_POLL, false, true);
    answer_is(ANSWER_TIMEOUT, 0);
}

static void a_wait_without_a_time_limit_goes_on(void **state)
{
    (void)state;
    about(CALL_RECV, 8);
    waits(CALL_RECV, false, false);
    answer_is(ANSWER_GO, 0);
    assert_true(scene.seen.calls[0].waited);
    assert_true(scene.waits.input && !scene.waits.output && !scene.waits.client);
}

static void looking_in_vain_without_end_spins(void **state)
{
    (void)state;
    if (setjmp(at_end) == 0)
        for (int i = 0; i < 10000; i++) {
            about(CALL_RECV, 8);
            did(CALL_RECV, -1, EAGAIN);
            answers_busy();
        }
    assert_int_equal(ended_with, SYMPTOM_SPINS);
}

static void what_gets_on_does_not_spin(void **state)
{
    (void)state;
    for (int i = 0; i < 10000; i++) {
        about(CALL_RECV, 8);
        did(CALL_RECV, i % 100 == 0 ? 1 : -1, EAGAIN);
        answers_busy();
    }
    assert_int_equal(ended_with, 0);
}

static void calls_without_end_that_move_no_byte_spin(void **state)
{
    (void)state;
    if (setjmp(at_end) == 0)
        for (int i = 0; i < 100000; i++) {
            about(CALL_CLOSE, 0);
            did(CALL_CLOSE, 0, 0);
            answers_busy();
        }
    assert_int_equal(ended_with, SYMPTOM_SPINS);
}

static void of_very_many_calls_the_latest_are_kept(void **state)
{
    (void)state;
    about(CALL_SOCKET, 1); /* of an earlier step */
    did(CALL_SOCKET, 3, 0);
    scene.seen.first = 1;
    for (int i = 0; i < 100000; i++) {
        about(CALL_CLOSE, i);
        did(CALL_CLOSE, 0, 0);
    }
    assert_int_equal(scene.seen.calls[0].call, CALL_SOCKET);
    assert_true(scene.seen.count < 20000);
    assert_int_equal(scene.seen.calls[scene.seen.count - 1].args[0], 99999);
    assert_int_equal(scene.seen.calls[scene.seen.count - 8000].args[0], 92000);
}

/* --- on credit -------------------------------------------------------------------------------- */

static void many_transfers_need_not_ask(void **state)
{
    (void)state;
    for (int i = 0; i < 256; i++) {
        about(CALL_SEND, 1);
        answer_is(ANSWER_GO, 0);
        did(CALL_SEND, 1, 0);
    }
    about(CALL_SEND, 1);
    assert_int_equal(last_answer()->op, ANSWER_GO);
    assert_true(last_answer()->value > 0);
}

static void many_transfers_ask_as_long_as_a_fault_is_to_strike(void **state)
{
    (void)state;
    refuse(WAY_SEND, 300, EPIPE);
    for (int i = 1; i < 300; i++) {
        about(CALL_SEND, 1);
        answer_is(ANSWER_GO, 0);
    }
    about(CALL_SEND, 1);
    answer_is(ANSWER_FAIL, EPIPE);
}

static void what_was_taken_unasked_is_counted(void **state)
{
    (void)state;
    struct wire_event event = of(CALL_RECV, 8, 0);
    event.unasked = 5;
    event.unasked_in = 40;
    answers_about(&event);
    assert_int_equal(scene.seen.unasked, 5);
    assert_int_equal(scene.consumed, 40);
}

/* A look takes nothing. */
static void only_what_is_taken_is_consumed(void **state)
{
    (void)state;
    struct wire_event event = of(CALL_RECV, 8, MSG_PEEK);
    answers_about(&event);
    did(CALL_RECV, 8, 0);
    assert_int_equal(scene.consumed, 0);
    about(CALL_RECV, 8);
    did(CALL_RECV, 8, 0);
    assert_int_equal(scene.consumed, 8);
}

/* --- away from here --------------------------------------------------------------------------- */

static void connects_to(const char *ip, bool allowed)
{
    struct wire_event event = of(CALL_CONNECT, 0, 0);
    struct sockaddr_in *v4 = (struct sockaddr_in *)&event.address;
    struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&event.address;
    if (inet_pton(AF_INET, ip, &v4->sin_addr) == 1) {
        event.address.ss_family = AF_INET;
        event.length = sizeof *v4;
    } else {
        assert_int_equal(inet_pton(AF_INET6, ip, &v6->sin6_addr), 1);
        event.address.ss_family = AF_INET6;
        event.length = sizeof *v6;
    }
    answers_about(&event);
    answer_is(allowed ? ANSWER_GO : ANSWER_FAIL, allowed ? 0 : ENETUNREACH);
}

static void no_step_leaves_this_machine(void **state)
{
    (void)state;
    connects_to("127.9.9.9", true);
    connects_to("0.0.0.0", true);
    connects_to("192.0.2.1", false);
    connects_to("255.255.255.255", false);
    connects_to("::1", true);
    connects_to("::", true);
    connects_to("2001:db8::1", false);
    connects_to("::ffff:127.0.0.1", true);
    connects_to("::ffff:192.0.2.1", false);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_call_may_go_on),
        TEST(a_call_is_written_down_with_its_end),
        TEST(a_call_that_was_not_announced_is_written_down_too),
        TEST(the_end_of_another_call_is_not_that_of_the_last),
        TEST(the_second_call_of_a_way_is_refused),
        TEST(a_transfer_is_cut_short),
        TEST(a_recv_for_all_is_not_cut_short),
        TEST(a_call_is_interrupted_before_it_does_anything),
        TEST(a_call_is_interrupted_while_it_waits),
        TEST(what_holds_all_signals_back_is_not_interrupted),
        TEST(time_passes_in_a_wait_that_has_a_limit_and_in_no_other),
        TEST(a_call_is_interrupted_when_it_has_done_its_work),
        TEST(a_fault_strikes_the_call_of_its_index_whatever_it_is),
        TEST(a_wait_with_a_time_limit_comes_to_its_end),
        TEST(a_wait_without_a_time_limit_goes_on),
        TEST(looking_in_vain_without_end_spins),
        TEST(what_gets_on_does_not_spin),
        TEST(calls_without_end_that_move_no_byte_spin),
        TEST(of_very_many_calls_the_latest_are_kept),
        TEST(many_transfers_need_not_ask),
        TEST(many_transfers_ask_as_long_as_a_fault_is_to_strike),
        TEST(what_was_taken_unasked_is_counted),
        TEST(only_what_is_taken_is_consumed),
        TEST(no_step_leaves_this_machine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
