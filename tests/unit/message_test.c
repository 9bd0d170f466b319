/* message_test.c - what was seen, in words. */
/* link: -Wl,--wrap=vasprintf */
#include "judge/scene.h"
#include "words.h"

#include <arpa/inet.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

static bool no_memory;

int __real_vasprintf(char **text, const char *format, va_list list);
int __wrap_vasprintf(char **text, const char *format, va_list list);
int __wrap_vasprintf(char **text, const char *format, va_list list)
{
    return no_memory ? -1 : __real_vasprintf(text, format, list);
}

/* --- bytes, numbers --------------------------------------------------------------------------- */

static void bytes_are_quoted_and_counted(void **state)
{
    (void)state;
    assert_string_equal(say_bytes("", 0), "nothing");
    assert_string_equal(say_bytes("x", 1), "\"x\" (1 byte)");
    assert_string_equal(say_bytes("hello", 5), "\"hello\" (5 bytes)");
}

static void bytes_that_are_no_text_are_numbers(void **state)
{
    (void)state;
    assert_string_equal(say_bytes("\0\n\x1b\xff\"\\", 6), "\"\\0\\n\\x1b\\xff\\\"\\\\\" (6 bytes)");
}

static void of_many_bytes_the_first_are_told_and_how_many_there_are(void **state)
{
    (void)state;
    assert_string_equal(say_bytes("abcdefghijklmnopqrstuvwxyz", 26),
                        "26 bytes that begin with \"abcdefghijklmnopqrstuvwx\"");
}

static void a_nul_before_a_digit_cannot_be_misread(void **state)
{
    (void)state;
    assert_string_equal(say_bytes("a\0007", 3), "\"a\\x007\" (3 bytes)");
}

static void bytes_that_take_many_columns_are_fewer(void **state)
{
    (void)state;
    assert_string_equal(
        say_bytes("\1\1\1\1\1\1\1\1\1\1\1\1", 12),
        "12 bytes that begin with \"\\x01\\x01\\x01\\x01\\x01\\x01\\x01\\x01\\x01\"");
}

static void a_few_bytes_can_be_told_alone(void **state)
{
    (void)state;
    assert_string_equal(say_quoted("hello", 5), "\"hello\"");
    assert_string_equal(say_quoted("hello, world", 12), "\"hello, w\"...");
}

static void a_descriptor_is_told_by_what_it_stands_for(void **state)
{
    (void)state;
    assert_string_equal(say_what("socket:[12]"), "a socket");
    assert_string_equal(say_what("pipe:[12]"), "a pipe");
    assert_string_equal(say_what("anon_inode:[eventpoll]"), "eventpoll");
    assert_string_equal(say_what("anon_inode:inotify"), "inotify");
    assert_string_equal(say_what("/dev/null"), "/dev/null");
}

static void an_errno_has_its_name_and_its_words(void **state)
{
    (void)state;
    assert_string_equal(say_errno(EINTR), "EINTR (Interrupted system call)");
    assert_string_equal(say_errno(0), "0 (none)");
    assert_string_equal(say_errno(9999), "9999");
}

static void families_and_types_have_their_names(void **state)
{
    (void)state;
    assert_string_equal(say_family(AF_INET6), "AF_INET6");
    assert_string_equal(say_family(99), "99");
    assert_string_equal(say_type(SOCK_DGRAM), "SOCK_DGRAM");
    assert_string_equal(say_type(99), "99");
}

static void without_memory_there_are_words_all_the_same(void **state)
{
    (void)state;
    no_memory = true;
    assert_string_equal(say("%d", 1), "(no memory for words)");
    assert_string_equal(say_errno(EINTR), "(no memory for words)");
    no_memory = false;
}

/* --- steps ------------------------------------------------------------------------------------ */

static const struct step_row {
    struct wire_order asked;
    const char *words;
} steps[] = {
    {{.op = ORDER_CALL, .step = STEP_CLIENT_SOCKET, .args = {AF_INET, SOCK_STREAM}},
     "client_socket(AF_INET, SOCK_STREAM)"},
    {{.op = ORDER_CALL, .step = STEP_SERVER_SOCKET, .args = {77, SOCK_DGRAM}},
     "server_socket(77, SOCK_DGRAM)"},
    {{.op = ORDER_CALL, .step = STEP_HOST_ADDRESS, .args = {AF_INET, 16}, .text = {"host"}},
     "host_address(\"host\", AF_INET, ip, 16)"},
    {{.op = ORDER_CALL, .step = STEP_SERVICE_PORT, .text = {"http"}, .null = {false, true}},
     "service_port(\"http\", NULL)"},
    {{.op = ORDER_CALL, .step = STEP_CLIENT_CONNECT, .fd = 4, .args = {80}, .text = {"127.0.0.1"}},
     "client_connect(4, \"127.0.0.1\", 80)"},
    {{.op = ORDER_CALL, .step = STEP_CLIENT_SEND, .fd = 4, .args = {0, 5}},
     "client_send(4, data, 5)"},
    {{.op = ORDER_CALL, .step = STEP_CLIENT_RECV, .fd = 4, .args = {0, 5}},
     "client_recv(4, buffer, 5)"},
    {{.op = ORDER_CALL, .step = STEP_CLIENT_CLOSE, .fd = 4}, "client_close(4)"},
    {{.op = ORDER_CALL, .step = STEP_SERVER_BIND, .fd = 4, .args = {0}, .text = {""}},
     "server_bind(4, \"\", 0)"},
    {{.op = ORDER_CALL, .step = STEP_SERVER_LISTEN, .fd = 4, .args = {5}}, "server_listen(4, 5)"},
    {{.op = ORDER_CALL, .step = STEP_SERVER_ACCEPT, .fd = 4}, "server_accept(4, &peer)"},
    {{.op = ORDER_CALL, .step = STEP_SERVER_ACCEPT, .fd = 4, .null = {false, true}},
     "server_accept(4, NULL)"},
    {{.op = ORDER_CALL, .step = STEP_SERVER_PROCESS, .fd = 4}, "server_process(4)"},
    {{.op = ORDER_CALL, .step = STEP_SERVER_CLOSE, .fd = 4}, "server_close(4)"},
};

static void each_step_reads_like_its_call(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++)
        assert_string_equal(say_step(&(struct observation){.asked = steps[i].asked}),
                            steps[i].words);
}

static void before_any_step_it_is_the_file_that_is_told_of(void **state)
{
    (void)state;
    assert_string_equal(say_step(&(struct observation){.asked.op = ORDER_GIVE}),
                        "none yet: your file is being loaded, and no function of it was called");
}

static void errno_is_told_with_a_failure_only(void **state)
{
    (void)state;
    assert_string_equal(say_result(&(struct observation){.result = 3, .error = EPIPE}),
                        "returned 3");
    assert_string_equal(say_result(&(struct observation){.result = -1, .error = EPIPE}),
                        "returned -1 with errno EPIPE (Broken pipe)");
}

/* --- ends ------------------------------------------------------------------------------------- */

static struct call_record last[1];

static void ends_with(const struct observation *seen, const char *words)
{
    assert_string_equal(say_end(seen), words);
}

static void a_wait_is_told_with_what_it_waits_for(void **state)
{
    (void)state;
    ends_with(&(struct observation){.symptom = SYMPTOM_WAITS, .stuck_in = WAY_RECV},
              "it waits for bytes, and none can come any more");
    ends_with(&(struct observation){.symptom = SYMPTOM_WAITS, .stuck_in = WAY_SEND},
              "it waits for room to send, and nobody reads");
    ends_with(&(struct observation){.symptom = SYMPTOM_WAITS, .stuck_in = WAY_ACCEPT},
              "it waits for a client, and none comes");
    last[0] = (struct call_record){.call = CALL_READ, .asked = true, .waited = true};
    ends_with(
        &(struct observation){
            .symptom = SYMPTOM_WAITS, .stuck_in = WAY_RECV, .calls = last, .count = 1},
        "it waits in read() for bytes, and none can come any more");
    ends_with(&(struct observation){.symptom = SYMPTOM_WAITS, .stuck_in = WAY_WAIT},
              "it waits for something that never comes");
}

static void the_last_resort_is_told_as_such(void **state)
{
    (void)state;
    ends_with(&(struct observation){.symptom = SYMPTOM_WAITS, .wall = true},
              "it sleeps, and nothing happens any more");
}

static void a_death_is_told_with_its_signal(void **state)
{
    (void)state;
    ends_with(&(struct observation){.symptom = SYMPTOM_DIED, .wait_status = SIGPIPE},
              "the process was killed by SIGPIPE (Broken pipe)");
}

static void a_death_in_a_call_names_it(void **state)
{
    (void)state;
    last[0] = (struct call_record){.call = CALL_SEND, .asked = true};
    ends_with(
        &(struct observation){
            .symptom = SYMPTOM_DIED, .wait_status = SIGPIPE, .calls = last, .count = 1},
        "the process was killed by SIGPIPE (Broken pipe) in send()");
}

static void a_death_is_told_with_what_was_printed_last(void **state)
{
    (void)state;
    assignment.source = "lessons/small.c";
    ends_with(&(struct observation){.symptom = SYMPTOM_DIED,
                                    .wait_status = SIGABRT,
                                    .output = (char *)"x\nstage: /a/b/small.c:7: no!\n\n"},
              "the process was killed by SIGABRT (Aborted)\n"
              "printed: stage: lessons/small.c:7: no!");
}

static void a_death_of_a_signal_without_a_name_is_told_by_its_number(void **state)
{
    (void)state;
    const char *words =
        say_end(&(struct observation){.symptom = SYMPTOM_DIED, .wait_status = SIGRTMIN + 3});
    assert_null(strstr(words, "null"));
}

static void who_has_used_what_is_the_kits_is_told_so(void **state)
{
    (void)state;
    ends_with(&(struct observation){.symptom = SYMPTOM_DIED, .forged = true},
              "the step has closed or used descriptors that are the kit's");
    ends_with(&(struct observation){.symptom = SYMPTOM_DIED, .wait_status = -1},
              "the step has ended the process of the kit that looks after it");
}

static void an_exit_is_told_with_its_status(void **state)
{
    (void)state;
    ends_with(&(struct observation){.symptom = SYMPTOM_DIED, .wait_status = 3 << 8},
              "the process ended with exit status 3, before the step returned");
}

static void a_report_is_told_with_the_learners_line(void **state)
{
    (void)state;
    assignment.source = "lessons/small.c";
    ends_with(&(struct observation){.symptom = SYMPTOM_DIED,
                                    .report = (char *)"tensteps: overflow\n #1 in /x/small.c:9:3"},
              "a call was given more room than the array has, at lessons/small.c:9");
}

#define TEST(test) cmocka_unit_test(test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(bytes_are_quoted_and_counted),
        TEST(bytes_that_are_no_text_are_numbers),
        TEST(of_many_bytes_the_first_are_told_and_how_many_there_are),
        TEST(a_nul_before_a_digit_cannot_be_misread),
        TEST(bytes_that_take_many_columns_are_fewer),
        TEST(a_few_bytes_can_be_told_alone),
        TEST(a_descriptor_is_told_by_what_it_stands_for),
        TEST(an_errno_has_its_name_and_its_words),
        TEST(families_and_types_have_their_names),
        TEST(without_memory_there_are_words_all_the_same),
        TEST(each_step_reads_like_its_call),
        TEST(before_any_step_it_is_the_file_that_is_told_of),
        TEST(errno_is_told_with_a_failure_only),
        TEST(a_wait_is_told_with_what_it_waits_for),
        TEST(the_last_resort_is_told_as_such),
        TEST(a_death_is_told_with_its_signal),
        TEST(a_death_in_a_call_names_it),
        TEST(a_death_is_told_with_what_was_printed_last),
        TEST(a_death_of_a_signal_without_a_name_is_told_by_its_number),
        TEST(who_has_used_what_is_the_kits_is_told_so),
        TEST(an_exit_is_told_with_its_status),
        TEST(a_report_is_told_with_the_learners_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
