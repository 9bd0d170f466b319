/* launch_hostile_test.c - messages of a step that lies: bounded, and never more than a lie. */
#include "judge/launch.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

static struct stage stage;
static int step, server; /* the other ends */
static struct wire_event event;
static int descriptor;

static int begin(void **state)
{
    (void)state;
    int control[2], status[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, control) == -1 ||
        socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, status) == -1)
        return -1;
    stage = (struct stage){.control = control[0], .status = status[0], .output = -1, .report = -1};
    step = control[1];
    server = status[1];
    return 0;
}

static int end(void **state)
{
    (void)state;
    close(step);
    close(server);
    launch_end(&stage);
    return 0;
}

static int got(void) { return launch_event(&stage, &event, &descriptor); }

static void says(const void *message, size_t size)
{
    assert_int_equal(send(step, message, size, MSG_NOSIGNAL), size);
}

static void where_nothing_was_said_there_is_no_event(void **state)
{
    (void)state;
    assert_int_equal(got(), 0);
    assert_int_equal(descriptor, -1);
}

static void an_event_comes_as_it_was_sent(void **state)
{
    (void)state;
    const struct wire_event sent = {.kind = EVENT_DID, .call = CALL_SEND, .result = 7};
    says(&sent, sizeof sent);
    assert_int_equal(got(), 1);
    assert_memory_equal(&event, &sent, sizeof sent);
}

static void a_message_of_another_length_is_the_end_of_the_step(void **state)
{
    (void)state;
    says("short", 5);
    assert_int_equal(got(), -1);
}

static void an_event_of_no_known_kind_is_the_end_of_the_step(void **state)
{
    (void)state;
    const struct wire_event sent = {.kind = (enum wire_event_kind)99};
    says(&sent, sizeof sent);
    assert_int_equal(got(), -1);
}

static void an_event_of_no_known_call_is_the_end_of_the_step(void **state)
{
    (void)state;
    const struct wire_event sent = {.kind = EVENT_ABOUT, .call = (enum wire_call)CALLS};
    says(&sent, sizeof sent);
    assert_int_equal(got(), -1);
}

static void a_message_that_is_longer_is_the_end_of_the_step(void **state)
{
    (void)state;
    const struct wire_event sent[2] = {{.kind = EVENT_DID}};
    says(sent, sizeof *sent + 1);
    assert_int_equal(got(), -1);
    assert_true(stage.forged);
}

static void a_truth_value_that_is_none_is_the_end_of_the_step(void **state)
{
    (void)state;
    unsigned char sent[sizeof event] = {0};
    sent[offsetof(struct wire_event, timed)] = 2;
    says(sent, sizeof sent);
    assert_int_equal(got(), -1);
}

static const struct wire_event out_of_range[] = {
    {.kind = EVENT_DID, .offset = -2},
    {.kind = EVENT_DID, .offset = ARENA_SIZE + 1},
    {.kind = EVENT_WAITS, .result = LONG_MAX},
    {.kind = EVENT_DID, .result = LONG_MIN},
    {.kind = EVENT_ABOUT, .unasked = LONG_MAX},
    {.kind = EVENT_ABOUT, .unasked = -1},
    {.kind = EVENT_RETURNED, .unasked_in = LONG_MAX},
};

static void a_number_that_no_call_has_is_the_end_of_the_step(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof out_of_range / sizeof *out_of_range; i++) {
        stage.forged = false;
        says(&out_of_range[i], sizeof event);
        assert_int_equal(got(), -1);
    }
}

static void what_a_step_returns_may_be_any_number(void **state)
{
    (void)state;
    const struct wire_event sent = {.kind = EVENT_RETURNED, .result = LONG_MIN, .offset = 65535};
    says(&sent, sizeof sent);
    assert_int_equal(got(), 1);
    assert_true(event.result == LONG_MIN);
}

static void after_one_lie_nothing_is_heard(void **state)
{
    (void)state;
    const struct wire_event sent = {.kind = EVENT_DID};
    says("short", 5);
    says(&sent, sizeof sent);
    assert_int_equal(got(), -1);
    assert_int_equal(got(), -1);
}

static void a_step_that_reads_no_answer_is_not_waited_for(void **state)
{
    (void)state;
    const struct wire_order order = {.op = ANSWER_GO};
    int sent = 0;
    for (int i = 0; i < 100000 && sent == 0; i++)
        sent = launch_order(&stage, &order, -1);
    assert_int_equal(sent, -1);
    assert_int_equal(got(), -1);
    assert_true(stage.forged);
}

static void a_text_without_an_end_gets_one(void **state)
{
    (void)state;
    struct wire_event sent = {.kind = EVENT_BROKEN};
    memset(sent.text, 'x', sizeof sent.text);
    says(&sent, sizeof sent);
    assert_int_equal(got(), 1);
    assert_int_equal(strlen(event.text), sizeof event.text - 1);
}

static int descriptors(void)
{
    int count = 0;
    DIR *all = opendir("/proc/self/fd");
    while (readdir(all) != NULL)
        count++;
    closedir(all);
    return count;
}

/* One message with as many copies of descriptor 0 as COUNT says. */
static void says_with(int count)
{
    struct wire_event sent = {.kind = EVENT_SHOWN};
    struct iovec piece = {.iov_base = &sent, .iov_len = sizeof sent};
    union {
        struct cmsghdr header;
        char room[CMSG_SPACE(sizeof(int) * 8)];
    } control;
    memset(&control, 0, sizeof control);
    control.header.cmsg_level = SOL_SOCKET;
    control.header.cmsg_type = SCM_RIGHTS;
    control.header.cmsg_len = CMSG_LEN(sizeof(int) * (size_t)count);
    struct msghdr message = {.msg_iov = &piece,
                             .msg_iovlen = 1,
                             .msg_control = &control,
                             .msg_controllen = CMSG_SPACE(sizeof(int) * (size_t)count)};
    assert_int_equal(sendmsg(step, &message, MSG_NOSIGNAL), sizeof sent);
}

static void a_descriptor_comes_close_on_exec(void **state)
{
    (void)state;
    says_with(1);
    assert_int_equal(got(), 1);
    assert_int_equal(fcntl(descriptor, F_GETFD), FD_CLOEXEC);
    close(descriptor);
}

static void of_several_descriptors_one_comes(void **state)
{
    (void)state;
    int before = descriptors();
    says_with(2);
    assert_int_equal(got(), 1);
    assert_int_equal(descriptors(), before + 1);
    close(descriptor);
}

static void a_step_that_hangs_up_is_at_its_end(void **state)
{
    (void)state;
    shutdown(step, SHUT_RDWR);
    assert_int_equal(got(), -1);
    assert_int_equal(descriptor, -1);
}

/* No judge waits until a step that asks and asks reads its answers. */
static void answers_that_nobody_reads_are_no_stage_s(void **state)
{
    (void)state;
    const struct wire_order order = {.op = ANSWER_GO};
    int sent = 0;
    while (sent < 100000 && launch_order(&stage, &order, -1) == 0)
        sent++;
    assert_in_range(sent, 2, 99999);
    assert_true(stage.forged);
}

static void the_end_is_what_the_server_says(void **state)
{
    (void)state;
    const struct wire_status started = {.kind = STATUS_STARTED, .pid = 4711};
    const struct wire_status over = {.kind = STATUS_ENDED, .wait_status = 9, .left_behind = 3};
    assert_false(launch_status(&stage));
    assert_int_equal(send(server, &started, sizeof started, 0), sizeof started);
    assert_false(launch_status(&stage));
    assert_int_equal(stage.pid, 4711);
    assert_int_equal(send(server, &over, sizeof over, 0), sizeof over);
    assert_true(launch_status(&stage));
    assert_int_equal(stage.wait_status, 9);
    assert_int_equal(stage.left_behind, 3);
}

static void a_server_that_hangs_up_is_the_end_of_the_step(void **state)
{
    (void)state;
    shutdown(server, SHUT_RDWR);
    assert_true(launch_status(&stage));
    assert_int_equal(stage.wait_status, -1);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(where_nothing_was_said_there_is_no_event),
        TEST(an_event_comes_as_it_was_sent),
        TEST(a_message_of_another_length_is_the_end_of_the_step),
        TEST(an_event_of_no_known_kind_is_the_end_of_the_step),
        TEST(an_event_of_no_known_call_is_the_end_of_the_step),
        TEST(a_message_that_is_longer_is_the_end_of_the_step),
        TEST(a_truth_value_that_is_none_is_the_end_of_the_step),
        TEST(a_number_that_no_call_has_is_the_end_of_the_step),
        TEST(what_a_step_returns_may_be_any_number),
        TEST(after_one_lie_nothing_is_heard),
        TEST(a_step_that_reads_no_answer_is_not_waited_for),
        TEST(a_text_without_an_end_gets_one),
        TEST(a_descriptor_comes_close_on_exec),
        TEST(of_several_descriptors_one_comes),
        TEST(a_step_that_hangs_up_is_at_its_end),
        TEST(answers_that_nobody_reads_are_no_stage_s),
        TEST(the_end_is_what_the_server_says),
        TEST(a_server_that_hangs_up_is_the_end_of_the_step),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
