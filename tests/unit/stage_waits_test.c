/* stage_waits_test.c - calls that wait, cut short, are interrupted or pass unseen. */
/* link: -Wl,--wrap=kit_path */
#include "stage_calls_lesson.h"
#include "stage_world.h"

#include <sys/ioctl.h>
#include <sys/time.h>

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

static void make(int which, enum wire_call call)
{
    call_step(STEP_SERVER_LISTEN, number, which, 0);
    expect_event(EVENT_ABOUT, call);
}

/* Makes the call and lets it go until it waits. */
static void make_wait(int which, enum wire_call call)
{
    make(which, call);
    answer(ANSWER_GO, 0);
    expect_event(EVENT_WAITS, call);
}

static void peer_sends(const char *text)
{
    int before = 0, now = 0;
    assert_int_equal(ioctl(ends[0], FIONREAD, &before), 0);
    assert_int_equal(send(ends[1], text, strlen(text), MSG_NOSIGNAL), strlen(text));
    while (now < before + (int)strlen(text))
        assert_int_equal(ioctl(ends[0], FIONREAD, &now), 0);
}

static void it_ends_with(long result, int error)
{
    expect_kind(EVENT_DID);
    assert_int_equal(event.result, result);
    if (result == -1)
        assert_int_equal(event.error, error);
    expect_kind(EVENT_RETURNED);
    assert_int_equal(event.result, result);
}

/* --- waiting ---------------------------------------------------------------------------------- */

static void a_recv_without_input_says_that_it_waits(void **state)
{
    (void)state;
    make_wait(RECV_IT, CALL_RECV);
    assert_true(event.input && !event.output && !event.timed && !event.listener);
    peer_sends("hel");
    answer(ANSWER_GO, 0);
    it_ends_with(3, 0);
}

static void a_wait_may_be_interrupted(void **state)
{
    (void)state;
    make_wait(RECV_IT, CALL_RECV);
    answer(ANSWER_FAIL, EINTR);
    it_ends_with(-1, EINTR);
}

static void a_recv_for_all_tells_what_came_so_far(void **state)
{
    (void)state;
    peer_sends("hello");
    make_wait(RECV_ALL, CALL_RECV);
    assert_int_equal(event.result, 5);
    answer(ANSWER_FAIL, EINTR);
    it_ends_with(5, 0);
}

static void a_recv_for_all_leaves_an_error_to_the_next_call(void **state)
{
    (void)state;
    const struct linger at_once = {.l_onoff = 1};
    int error = 0;
    peer_sends("hello");
    make_wait(RECV_ALL, CALL_RECV);
    setsockopt(ends[1], SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(ends[1]);
    ends[1] = -1;
    answer(ANSWER_GO, 0);
    it_ends_with(5, 0);
    assert_int_equal(getsockopt(ends[0], SOL_SOCKET, SO_ERROR, &error, &(socklen_t){sizeof error}),
                     0);
    assert_int_equal(error, ECONNRESET);
}

static void a_read_of_no_bytes_does_not_wait(void **state)
{
    (void)state;
    make(READ_NOTHING, CALL_READ);
    answer(ANSWER_GO, 0);
    it_ends_with(0, 0);
}

static void a_recv_with_a_time_limit_says_so(void **state)
{
    (void)state;
    const struct timeval hour = {.tv_sec = 3600};
    assert_int_equal(setsockopt(ends[0], SOL_SOCKET, SO_RCVTIMEO, &hour, sizeof hour), 0);
    make_wait(READ_IT, CALL_READ);
    assert_true(event.timed);
    answer(ANSWER_TIMEOUT, 0);
    it_ends_with(-1, EAGAIN);
}

static void a_nonblocking_recv_does_not_wait(void **state)
{
    (void)state;
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    make(RECV_IT, CALL_RECV);
    answer(ANSWER_GO, 0);
    it_ends_with(-1, EAGAIN);
}

static void a_poll_says_that_it_waits_and_for_a_time(void **state)
{
    (void)state;
    make_wait(POLL_IT, CALL_POLL);
    assert_true(event.input && event.timed && !event.listener);
    answer(ANSWER_TIMEOUT, 0);
    it_ends_with(0, 0);
}

static void a_poll_that_goes_on_finds_what_came(void **state)
{
    (void)state;
    make_wait(SELECT_IT, CALL_SELECT);
    peer_sends("x");
    answer(ANSWER_GO, 0);
    it_ends_with(1, 0);
}

static void an_accept_says_that_it_waits_for_a_client(void **state)
{
    (void)state;
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof any;
    close(ends[1]);
    close(ends[0]);
    ends[0] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ends[1] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(ends[0], (struct sockaddr *)&any, size), 0);
    assert_int_equal(listen(ends[0], 1), 0);
    assert_int_equal(getsockname(ends[0], (struct sockaddr *)&any, &size), 0);
    number = (int)obeyed(ORDER_GIVE, -1, 1, ends[0]);
    make_wait(ACCEPT_IT, CALL_ACCEPT);
    assert_true(event.listener && event.input);
    assert_int_equal(connect(ends[1], (struct sockaddr *)&any, size), 0);
    answer(ANSWER_GO, 0);
    expect_kind(EVENT_DID);
    assert_true(event.result > 2);
    expect_kind(EVENT_RETURNED);
}

/* --- less, and afterwards --------------------------------------------------------------------- */

static void a_send_is_cut_as_short_as_the_judge_says(void **state)
{
    (void)state;
    char got[9] = "";
    make(WRITEV_IT, CALL_WRITEV);
    answer(ANSWER_LIMIT, 4);
    it_ends_with(4, 0);
    assert_int_equal(recv(ends[1], got, sizeof got, 0), 4);
    assert_string_equal(got, "abcd");
}

static void a_recv_is_cut_as_short_and_the_rest_stays(void **state)
{
    (void)state;
    int left = 0;
    peer_sends("hello");
    make(RECV_IT, CALL_RECV);
    answer(ANSWER_LIMIT, 2);
    it_ends_with(2, 0);
    assert_int_equal(ioctl(ends[0], FIONREAD, &left), 0);
    assert_int_equal(left, 3);
}

static void a_call_that_fails_as_the_judge_says_is_not_made(void **state)
{
    (void)state;
    char byte;
    make(SEND_IT, CALL_SEND);
    answer(ANSWER_FAIL, ECONNRESET);
    it_ends_with(-1, ECONNRESET);
    assert_int_equal(recv(ends[1], &byte, 1, MSG_DONTWAIT), -1);
    assert_int_equal(errno, EAGAIN);
}

static void signals_that_are_held_back_interrupt_nothing(void **state)
{
    (void)state;
    make(SEND_HELD, CALL_SEND);
    answer(ANSWER_FAIL, EINTR);
    it_ends_with(8, 0);
}

static void an_interrupted_close_has_closed(void **state)
{
    (void)state;
    make(CLOSE_IT, CALL_CLOSE);
    answer(ANSWER_AFTER, EINTR);
    it_ends_with(-1, EINTR);
    assert_int_equal(obeyed(ORDER_SHOW, number, 0, -1), -1);
}

static void an_interrupted_connect_goes_on(void **state)
{
    (void)state;
    int fresh = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    number = (int)obeyed(ORDER_GIVE, -1, 1, fresh);
    make(CONNECT_IT, CALL_CONNECT); /* to port 0, where nobody can be */
    assert_int_equal(event.length, sizeof(struct sockaddr_in));
    assert_int_equal(event.address.ss_family, AF_INET);
    answer(ANSWER_AFTER, EINTR);
    it_ends_with(-1, EINTR);
    assert_int_equal(fcntl(fresh, F_GETFL) & O_NONBLOCK, 0);
    close(fresh);
}

static void a_bad_pointer_is_for_the_kernel_to_refuse(void **state)
{
    (void)state;
    make(SETSOCKOPT_BADLY, CALL_SETSOCKOPT);
    assert_int_equal(event.args[3], 0);
    answer(ANSWER_GO, 0);
    it_ends_with(-1, EFAULT);
}

static void a_fortified_call_with_too_large_a_size_ends_the_step(void **state)
{
    (void)state;
    call_step(STEP_SERVER_LISTEN, number, RECV_TOO_MUCH, 0);
    assert_true(WIFSIGNALED(ended()));
    assert_report("tensteps: overflow");
}

static void each_way_to_exit_is_told(void **state)
{
    for (int which = EXIT_IT; which <= EXIT_QUICKLY; which++) {
        make(which, CALL_EXIT);
        assert_int_equal(event.args[0], 3);
        answer(ANSWER_GO, 0);
        assert_int_equal(ended(), 3 << 8);
        end_run(state);
        assert_int_equal(begin_run(state), 0);
    }
}

/* --- on credit, and unseen -------------------------------------------------------------------- */

static void on_credit_calls_are_counted_and_not_asked_for(void **state)
{
    (void)state;
    call_step(STEP_CLIENT_SEND, number, 0, 5);
    expect_event(EVENT_ABOUT, CALL_SEND);
    answer(ANSWER_GO, 3);
    expect_event(EVENT_DID, CALL_SEND);
    expect_event(EVENT_ABOUT, CALL_SEND);
    assert_int_equal(event.unasked, 3);
    assert_int_equal(event.unasked_in, 0);
    answer(ANSWER_GO, 0);
    assert_int_equal(returned(), 40);
}

static void what_is_no_socket_goes_unseen(void **state)
{
    (void)state;
    call_step(STEP_SERVER_LISTEN, number, BY_A_PIPE, 0);
    expect_kind(EVENT_RETURNED);
    assert_int_equal(event.result, 8);
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
        TEST(a_recv_without_input_says_that_it_waits),
        TEST(a_wait_may_be_interrupted),
        TEST(a_recv_for_all_tells_what_came_so_far),
        TEST(a_recv_for_all_leaves_an_error_to_the_next_call),
        TEST(a_read_of_no_bytes_does_not_wait),
        TEST(a_recv_with_a_time_limit_says_so),
        TEST(a_nonblocking_recv_does_not_wait),
        TEST(a_poll_says_that_it_waits_and_for_a_time),
        TEST(a_poll_that_goes_on_finds_what_came),
        TEST(an_accept_says_that_it_waits_for_a_client),
        TEST(a_send_is_cut_as_short_as_the_judge_says),
        TEST(a_recv_is_cut_as_short_and_the_rest_stays),
        TEST(a_call_that_fails_as_the_judge_says_is_not_made),
        TEST(signals_that_are_held_back_interrupt_nothing),
        TEST(an_interrupted_close_has_closed),
        TEST(an_interrupted_connect_goes_on),
        TEST(a_bad_pointer_is_for_the_kernel_to_refuse),
        TEST(a_fortified_call_with_too_large_a_size_ends_the_step),
        TEST(each_way_to_exit_is_told),
        TEST(on_credit_calls_are_counted_and_not_asked_for),
        TEST(what_is_no_socket_goes_unseen),
    };
    return cmocka_run_group_tests(tests, set_up, stop_servers);
}
