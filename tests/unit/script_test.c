/* script_test.c - the script of a check: who acts when. */
/* link: -Wl,--wrap=launch_order,--wrap=peer_send,--wrap=peer_end,--wrap=peer_reset */
/* link: -Wl,--wrap=peer_reading,--wrap=machine_fault,--wrap=fail_check */
/* link: -Wl,--wrap=peers_turn,--wrap=peer_socket,--wrap=kernel_unacknowledged */
#include "script_world.h"

static void what_waits_for_nothing_happens_at_once(void **state)
{
    (void)state;
    peer_sends("hello");
    peer_stops_reading();
    peer_reads();
    peer_ends();
    assert_string_equal(deeds, "hello STOP READ END ");
}

static void what_waits_for_the_step_happens_when_it_waits(void **state)
{
    (void)state;
    when_blocked_in(WAY_RECV);
    peer_sends("hello");
    assert_string_equal(deeds, "");
    about(CALL_RECV, 8);
    assert_string_equal(deeds, "");
    waits(CALL_RECV, false, false);
    assert_string_equal(deeds, "hello ");
}

/* The step waits in recv() for so many milliseconds at most. */
static void waits_for(long limit)
{
    struct wire_event event = of(CALL_RECV, 8, 0);
    event.kind = EVENT_WAITS;
    event.input = event.timed = true;
    event.args[2] = limit;
    answers_wait(&event);
}

static void a_second_ends_a_shorter_wait_before_the_script_goes_on(void **state)
{
    (void)state;
    when_blocked_in(WAY_RECV);
    after_a_second();
    peer_sends("hello");
    about(CALL_RECV, 8);
    waits_for(300);
    answer_is(ANSWER_TIMEOUT, 0);
    assert_string_equal(deeds, "");
    waits_for(300);
    answer_is(ANSWER_GO, 0);
    assert_string_equal(deeds, "hello ");
}

static void a_second_does_not_end_a_longer_wait(void **state)
{
    (void)state;
    when_blocked_in(WAY_RECV);
    after_a_second();
    peer_sends("hello");
    about(CALL_RECV, 8);
    waits_for(30000);
    answer_is(ANSWER_GO, 0);
    assert_string_equal(deeds, "hello ");
}

static void a_wait_of_another_kind_is_not_waited_for(void **state)
{
    (void)state;
    when_blocked_in(WAY_RECV);
    peer_sends("hello");
    about(CALL_SEND, 8);
    waits(CALL_SEND, true, false);
    assert_string_equal(deeds, "");
}

static void what_the_peer_is_still_to_read_makes_room_before_the_script_goes_on(void **state)
{
    (void)state;
    when_blocked_in(WAY_SEND);
    peer_ends();
    unacknowledged = 1;
    about(CALL_SEND, 8);
    waits(CALL_SEND, true, false);
    assert_string_equal(deeds, "");
    unacknowledged = 0;
    waits(CALL_SEND, true, false);
    assert_string_equal(deeds, "END ");
}

static void each_wait_brings_one_thing(void **state)
{
    (void)state;
    when_blocked_in(WAY_RECV);
    peer_sends("hel");
    when_blocked_in(WAY_RECV);
    peer_sends("lo");
    about(CALL_RECV, 8);
    waits(CALL_RECV, false, false);
    assert_string_equal(deeds, "hel ");
    did(CALL_RECV, 3, 0);
    about(CALL_RECV, 5);
    waits(CALL_RECV, false, false);
    assert_string_equal(deeds, "hel lo ");
}

static void what_follows_happens_at_once_after_it(void **state)
{
    (void)state;
    when_blocked_in(WAY_RECV);
    peer_sends("hel");
    and_then();
    peer_ends();
    about(CALL_RECV, 8);
    waits(CALL_RECV, false, false);
    assert_string_equal(deeds, "hel END ");
}

static void what_is_on_its_way_comes_before_the_script_goes_on(void **state)
{
    (void)state;
    struct tape tape = {.ended = false};
    scene.tape = &tape;
    peer_sends("hel");
    when_blocked_in(WAY_RECV);
    peer_sends("lo");
    about(CALL_RECV, 8);
    waits(CALL_RECV, false, false); /* "hel" has not been taken */
    assert_string_equal(deeds, "hel ");
    did(CALL_RECV, 3, 0);
    about(CALL_RECV, 5);
    waits(CALL_RECV, false, false);
    assert_string_equal(deeds, "hel lo ");
}

static void poll_waits_as_well(void **state)
{
    (void)state;
    when_blocked_in(WAY_RECV);
    peer_sends("hello");
    about(CALL_POLL, 1);
    waits(CALL_POLL, false, true);
    assert_string_equal(deeds, "hello ");
    answer_is(ANSWER_GO, 0);
}

static int count;

static void count_it(void *by) { count += *(int *)by; }

static void anything_else_can_happen(void **state)
{
    (void)state;
    static int two = 2;
    count = 0;
    when_blocked_in(WAY_SEND);
    happens(count_it, &two, "a signal came");
    about(CALL_SEND, 8);
    waits(CALL_SEND, true, false);
    assert_int_equal(count, 2);
    assert_string_equal(scene.seen.story, "a signal came");
}

static void the_story_tells_what_the_peer_did(void **state)
{
    (void)state;
    peer_sends("hi");
    peer_resets();
    assert_string_equal(scene.seen.story,
                        "the peer sent \"hi\" (2 bytes), the peer reset the connection");
}

static void a_story_that_is_too_long_ends_where_it_may(void **state)
{
    (void)state;
    for (int i = 0; i < 200; i++)
        peer_reads(), deeds[0] = '\0';
    assert_in_range(strlen(scene.seen.story), STORY - 40, STORY - 1);
}

static void a_script_that_is_too_long_is_the_kits_fault(void **state)
{
    (void)state;
    if (setjmp(at_end) == 0) {
        for (int i = 0; i <= MAX_ENTRIES; i++) {
            when_blocked_in(WAY_RECV);
            peer_sends("x");
        }
        fail_msg("it went on");
    }
    assert_int_equal(ended_with, -1);
}

static void too_many_faults_are_the_kits_fault(void **state)
{
    (void)state;
    if (setjmp(at_end) == 0) {
        for (int i = 0; i <= MAX_FAULTS; i++)
            refuse(WAY_SEND, 1, EPIPE);
        fail_msg("it went on");
    }
    assert_int_equal(ended_with, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_waits_for_nothing_happens_at_once),
        TEST(what_waits_for_the_step_happens_when_it_waits),
        TEST(a_second_ends_a_shorter_wait_before_the_script_goes_on),
        TEST(a_second_does_not_end_a_longer_wait),
        TEST(a_wait_of_another_kind_is_not_waited_for),
        TEST(what_the_peer_is_still_to_read_makes_room_before_the_script_goes_on),
        TEST(each_wait_brings_one_thing),
        TEST(what_follows_happens_at_once_after_it),
        TEST(what_is_on_its_way_comes_before_the_script_goes_on),
        TEST(poll_waits_as_well),
        TEST(anything_else_can_happen),
        TEST(the_story_tells_what_the_peer_did),
        TEST(a_story_that_is_too_long_ends_where_it_may),
        TEST(a_script_that_is_too_long_is_the_kits_fault),
        TEST(too_many_faults_are_the_kits_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
