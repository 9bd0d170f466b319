/* sweep_test.c - the single-fault sweep, through a small lesson. */
/* link: -Wl,--wrap=kit_path,--wrap=_ck_assert_failed */
#include "judge/scene.h" /* before cmocka.h, whose skip() is another */

#include "stage_world.h"
#include "sweep_lesson.h"
#include "words.h"

static struct slip slip;
static jmp_buf at_end;
static int how;  /* the lesson does it */
static int runs; /* of the step */
static char log_of_faults[512];

/* The end of a check, which libcheck would bring about. */
_Noreturn void __wrap__ck_assert_failed(const char *file, int line, const char *expression,
                                        const char *format, ...);
_Noreturn void __wrap__ck_assert_failed(const char *file, int line, const char *expression,
                                        const char *format, ...)
{
    (void)file, (void)line, (void)expression, (void)format;
    longjmp(at_end, 1);
}

static struct stage stage;

static int begin(void **state)
{
    (void)state;
    memset(&slip, 0, sizeof slip);
    assert_int_equal(launch_run(&stage, requests, library), 0);
    assignment = (struct assignment){.stage = &stage, .source = "sweep_lesson.c", .slip = &slip};
    how = WELL;
    runs = 0;
    log_of_faults[0] = '\0';
    return 0;
}

static int end_scene(void **state)
{
    (void)state;
    if (scene.running) {
        launch_end(&scene.stage);
        peers_free(scene.peers);
        release_our_copy();
        free(scene.seen.calls);
    }
    memset(&scene, 0, sizeof scene);
    return 0;
}

static enum outcome swept(void (*run)(void), void (*verify)(void))
{
    if (setjmp(at_end) == 0) {
        sweep(run, verify);
        slip.outcome = OUTCOME_PASSED;
    }
    return slip.outcome;
}

/* Notes what the judge put into which call of this run. */
static void log_fault(void)
{
    size_t used = strlen(log_of_faults);
    runs++;
    for (size_t i = scene.seen.first; i < scene.seen.count && used < 400; i++) {
        const struct call_record *call = &scene.seen.calls[i];
        if (call->injected == ANSWER_FAIL)
            used += (size_t)sprintf(log_of_faults + used, "%s:%s ", observed_name(call),
                                    strerrorname_np(call->error));
        else if (call->injected == ANSWER_LIMIT)
            used +=
                (size_t)sprintf(log_of_faults + used, "%s:%ld ", observed_name(call), call->result);
    }
}

/* --- a step that makes a socket --------------------------------------------------------------- */

static void make(void)
{
    call_socket(STEP_CLIENT_SOCKET, AF_INET, how);
    log_fault();
}

static void made(void)
{
    expect(scene.seen.result > 2, SYMPTOM_RESULT, "a descriptor", "%ld", scene.seen.result);
    expect(kernel_fd_find(&scene.seen.after, (int)scene.seen.result) != NULL, SYMPTOM_DESCRIPTOR,
           "it is open", "it is not");
}

static void each_call_fails_once_with_each_error(void **state)
{
    (void)state;
    assert_int_equal(swept(make, made), OUTCOME_PASSED);
    assert_string_equal(log_of_faults, "socket:EMFILE socket:ENOBUFS getsockname:ENOBUFS ");
    assert_int_equal(runs, 4); /* the first was as it is */
}

static void an_error_that_is_swallowed_is_found(void **state)
{
    (void)state;
    how = SWALLOWS;
    assert_int_equal(swept(make, made), OUTCOME_FAILED);
    assert_string_equal(slip.mistake, "error-swallowed");
}

static void an_errno_that_is_lost_is_found(void **state)
{
    (void)state;
    how = LOSES_ERRNO;
    assert_int_equal(swept(make, made), OUTCOME_FAILED);
    assert_string_equal(slip.mistake, "errno-lost");
    assert_says(slip.message, "errno EMFILE");
}

static void a_descriptor_left_open_after_a_fault_is_noted(void **state)
{
    (void)state;
    how = LEAKS;
    swept(make, made);
    assert_true(slip.notes[NOTE_LEAK].set);
    assert_string_equal(slip.notes[NOTE_LEAK].mistake, "descriptor-leaked");
}

static void no_descriptor_is_noted_where_none_was_left(void **state)
{
    (void)state;
    swept(make, made);
    assert_false(slip.notes[NOTE_LEAK].set);
}

static void a_death_after_a_fault_is_one(void **state)
{
    (void)state;
    how = DIES;
    assert_int_equal(swept(make, made), OUTCOME_CRASHED);
    assert_string_equal(slip.mistake, "crash");
}

static void a_step_that_is_to_do_is_not_swept(void **state)
{
    (void)state;
    if (setjmp(at_end) == 0)
        call_close(STEP_SERVER_CLOSE, 3);
    assert_int_not_equal(slip.outcome, OUTCOME_PASSED);
}

/* --- a step that sends ------------------------------------------------------------------------ */

static char data[32];

static void send_it(void)
{
    memcpy(data, "?abcdefghijklmnopqrstuvwxyzabcd", sizeof data);
    data[0] = (char)how;
    call_send(connected(AF_INET), data, sizeof data);
    log_fault();
}

static void sent(void)
{
    step_returned(sizeof data);
    peer_received(data, sizeof data);
}

static void a_transfer_is_cut_short_too(void **state)
{
    (void)state;
    assert_int_equal(swept(send_it, sent), OUTCOME_PASSED);
    assert_string_equal(log_of_faults, "send:ECONNRESET send:ENOBUFS send:1 ");
}

static void bytes_sent_twice_are_found(void **state)
{
    (void)state;
    how = BEGINS_AGAIN;
    assert_int_equal(swept(send_it, sent), OUTCOME_FAILED);
    assert_string_equal(slip.mistake, "resend-from-start");
}

static void bytes_that_are_lost_are_found(void **state)
{
    (void)state;
    how = DROPS_THE_REST;
    assert_int_equal(swept(send_it, sent), OUTCOME_FAILED);
    assert_string_equal(slip.mistake, "short-send");
}

/* --- a step that receives --------------------------------------------------------------------- */

static void receive(void)
{
    int sock = connected(AF_INET);
    peer_sends("hel");
    when_blocked_in(WAY_RECV);
    peer_sends("lo");
    call_recv(sock, 5);
    log_fault();
}

static void received(void) { step_received("hello", 5); }

/* Bytes that came before an error may be handed back. */
static void bytes_before_a_fault_are_an_answer(void **state)
{
    (void)state;
    assert_int_equal(swept(receive, received), OUTCOME_PASSED);
    assert_string_equal(log_of_faults, "recv:ECONNRESET recv:ETIMEDOUT recv:1 "
                                       "recv:ECONNRESET recv:ETIMEDOUT recv:1 ");
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, end_scene)

static int set_up(void **state)
{
    (void)state;
    return start_servers("sweep_lesson");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_call_fails_once_with_each_error),
        TEST(an_error_that_is_swallowed_is_found),
        TEST(an_errno_that_is_lost_is_found),
        TEST(a_descriptor_left_open_after_a_fault_is_noted),
        TEST(no_descriptor_is_noted_where_none_was_left),
        TEST(a_death_after_a_fault_is_one),
        TEST(a_step_that_is_to_do_is_not_swept),
        TEST(a_transfer_is_cut_short_too),
        TEST(bytes_sent_twice_are_found),
        TEST(bytes_that_are_lost_are_found),
        TEST(bytes_before_a_fault_are_an_answer),
    };
    return cmocka_run_group_tests(tests, set_up, stop_servers);
}
