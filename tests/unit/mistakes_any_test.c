/* mistakes_any_test.c - mistakes that occur in any lesson, and the table of all mistakes. */
#include "mistakes_world.h"

#include <ctype.h>

#define SEND_STEP .asked = {.step = STEP_CLIENT_SEND, .fd = 4, .args = {0, 8}}
#define RECV_STEP .asked = {.step = STEP_CLIENT_RECV, .fd = 4, .args = {0, 8}}
#define CLOSE_STEP .asked = {.step = STEP_CLIENT_CLOSE, .fd = 4}
#define LISTEN_STEP .asked = {.op = ORDER_CALL, .step = STEP_SERVER_LISTEN, .fd = 4}
#define SOCKET_STEP .asked = {.step = STEP_SERVER_SOCKET}
#define HOST_STEP .asked = {.step = STEP_HOST_ADDRESS}
#define DIES(words, status)                                                                        \
    .symptom = SYMPTOM_DIED, .report = (char *)(words), .wait_status = (status)
#define WRONG(result_, expected)                                                                   \
    .returned = true, .symptom = SYMPTOM_RESULT, .result = result_, .expected_result = expected
#define OTHER_ERRNO(error_, expected)                                                              \
    .returned = true, .symptom = SYMPTOM_ERRNO, .result = -1, .expected_result = -1,               \
    .error = error_, .expected_error = expected
#define ASAN "==7==ERROR: AddressSanitizer: "
#define REFUSED FAILS(LISTEN, EADDRINUSE, .fd = 4)

static const struct row rows[] = {
    {"memory-error",
     IS,
     "freed memory in use",
     {LISTEN_STEP, DIES(ASAN "heap-use-after-free on address 0x602", EXITED(86))}},
    {"memory-error",
     IS,
     "a call that was given too much room",
     {LISTEN_STEP, DIES("tensteps: overflow\n", KILLED(SIGKILL))}},
    {"memory-error",
     IS,
     "an index past the end of an array",
     {LISTEN_STEP, DIES("runtime error: index 9 out of bounds for type 'char [8]'", EXITED(86))}},
    {"memory-error",
     IS_NOT,
     "a pointer that leads nowhere",
     {LISTEN_STEP, DIES(ASAN "SEGV on unknown address 0x0000", EXITED(86))}},
    {"memory-error",
     IS_NOT,
     "a stack that is used up",
     {LISTEN_STEP, DIES(ASAN "stack-overflow on address 0x7ff", EXITED(86))}},

    {"memory-error",
     IS_NOT,
     "a signal of another kind that the sanitizer reports",
     {LISTEN_STEP, DIES(ASAN "BUS on unknown address 0x7f12", EXITED(86))}},

    {"crash",
     IS,
     "a signal of another kind that the sanitizer reports",
     {LISTEN_STEP, DIES(ASAN "FPE on unknown address 0x03e8", EXITED(86))}},
    {"crash",
     IS,
     "a pointer that leads nowhere",
     {LISTEN_STEP, DIES(ASAN "SEGV on unknown address 0x0000", EXITED(86))}},
    {"crash", IS, "abort()", {LISTEN_STEP, DIES(NULL, KILLED(SIGABRT))}},
    {"crash",
     IS,
     "a division by zero",
     {LISTEN_STEP, DIES("runtime error: division by zero", EXITED(86))}},
    {"crash",
     IS_NOT,
     "freed memory in use",
     {LISTEN_STEP, DIES(ASAN "heap-use-after-free on address 0x602", EXITED(86))}},
    {"crash",
     IS_NOT,
     "an end that the kit has brought about",
     {LISTEN_STEP, DIES("tensteps: processes\n", KILLED(SIGKILL))}},
    {"crash",
     IS_NOT,
     "SIGKILL, which no step raises by mistake",
     {LISTEN_STEP, DIES(NULL, KILLED(SIGKILL))}},
    {"crash",
     IS_NOT,
     "SIGPIPE in a step that sends, which has a name of its own",
     {.asked = {.op = ORDER_CALL, .step = STEP_CLIENT_SEND, .fd = 4}, DIES(NULL, KILLED(SIGPIPE))}},
    {"crash",
     IS,
     "SIGPIPE in a step that has nothing to send",
     {.asked = {.op = ORDER_CALL, .step = STEP_CLIENT_CLOSE, .fd = 4},
      DIES(NULL, KILLED(SIGPIPE))}},
    {"crash", IS_NOT, "exit()", {LISTEN_STEP, DIES(NULL, EXITED(1))}},

    {"exits", IS, "exit()", {LISTEN_STEP, DIES(NULL, EXITED(0))}},
    {"exits",
     IS_NOT,
     "an end with a report",
     {LISTEN_STEP, DIES(ASAN "attempting double-free", EXITED(86))}},
    {"exits",
     IS_NOT,
     "an end while the file is loaded",
     {.asked = {.op = ORDER_GIVE}, DIES(NULL, EXITED(0))}},
    {"exits",
     IS_NOT,
     "an end that the judge brought about",
     {LISTEN_STEP, DIES(NULL, EXITED(0)), .forged = true}},
    {"exits", IS_NOT, "the end of the kit's own process", {LISTEN_STEP, DIES(NULL, -1)}},
    {"crash",
     IS_NOT,
     "an end that the judge brought about",
     {LISTEN_STEP, DIES(NULL, KILLED(SIGABRT)), .forged = true}},
    {"exits", IS_NOT, "a death of a signal", {LISTEN_STEP, DIES(NULL, KILLED(SIGTERM))}},

    {"eintr-fatal",
     IS,
     "-1 after an interruption that nobody repeats",
     {RECV_STEP, WRONG(-1, 8), CALLS(FAILS(RECV, EINTR, .fd = 4, .args = {8}))}},
    {"eintr-fatal",
     IS,
     "bytes missing after an interruption",
     {SEND_STEP, .returned = true, .symptom = SYMPTOM_SENT,
      CALLS(CALL(SEND, 3, .fd = 4, .args = {8}),
            FAILS(SEND, EINTR, .fd = 4, .args = {5}, .offset = 3))}},
    {"eintr-fatal",
     IS_NOT,
     "the same call again",
     {RECV_STEP, WRONG(-1, 8),
      CALLS(FAILS(RECV, EINTR, .fd = 4), FAILS(RECV, ECONNRESET, .fd = 4))}},
    {"eintr-fatal",
     IS_NOT,
     "a wait for the outcome",
     {.asked = {.step = STEP_CLIENT_CONNECT},
      WRONG(-1, 0),
      CALLS(FAILS(CONNECT, EINTR, .fd = 4), CALL(POLL, 1, .fd = 4))}},
    {"eintr-fatal",
     IS_NOT,
     "a close() that a signal interrupted",
     {CLOSE_STEP, WRONG(-1, 0), CALLS(FAILS(CLOSE, EINTR, .fd = 4))}},

    {"error-swallowed",
     IS,
     "0 after a listen() that failed",
     {LISTEN_STEP, WRONG(0, -1), CALLS(REFUSED)}},
    {"error-swallowed",
     IS,
     "success after a failure that the judge put in",
     {SEND_STEP, .returned = true, .result = 8, .symptom = SYMPTOM_SENT,
      CALLS(FAILS(SEND, ENOBUFS, .fd = 4, .injected = ANSWER_FAIL))}},
    {"error-swallowed",
     IS,
     "success after a look-up that found nothing",
     {HOST_STEP, WRONG(0, -1), CALLS(CALL(GETHOSTBYNAME, -1, NOTHING))}},
    {"error-swallowed",
     IS,
     "success for a number that is no descriptor",
     {CLOSE_STEP, WRONG(0, -1), .fact = FACT_NO_DESCRIPTOR}},
    {"error-swallowed",
     IS,
     "a socket of another family in place of the one that failed",
     {SOCKET_STEP, WRONG(3, -1),
      CALLS(FAILS(SOCKET, EAFNOSUPPORT, .args = {99, SOCK_STREAM}),
            CALL(SOCKET, 3, .args = {AF_INET, SOCK_STREAM}))}},
    {"error-swallowed",
     IS,
     "another option set after the one that failed",
     {SOCKET_STEP, WRONG(3, -1),
      CALLS(FAILS(SETSOCKOPT, ENOBUFS, .fd = 3, .args = {SOL_SOCKET, SO_REUSEADDR, 4, 1}),
            CALL(SETSOCKOPT, 0, .fd = 3, .args = {SOL_SOCKET, SO_KEEPALIVE, 4, 1}))}},
    {"error-swallowed",
     IS_NOT,
     "the same socket without a flag that failed",
     {SOCKET_STEP, WRONG(3, -1),
      CALLS(FAILS(SOCKET, EINVAL, .args = {AF_INET, SOCK_STREAM | SOCK_CLOEXEC}),
            CALL(SOCKET, 3, .args = {AF_INET, SOCK_STREAM}))}},
    {"error-swallowed",
     IS,
     "success for a buffer that is too small",
     {HOST_STEP, WRONG(0, -1), .fact = FACT_SMALL_BUFFER}},
    {"error-swallowed",
     IS,
     "success after an interrupted connect() has failed",
     {LISTEN_STEP, WRONG(0, -1), CALLS(FAILS(CONNECT, EINTR, .fd = 4))}},
    {"error-swallowed", IS, "a negative number for a failure", {LISTEN_STEP, WRONG(-22, -1)}},
    {"error-swallowed",
     IS,
     "the error number for a failure",
     {LISTEN_STEP, WRONG(EINVAL, -1), .expected_error = EINVAL}},
    {"error-swallowed",
     IS,
     "success of sending on a connection that was reset",
     {SEND_STEP, WRONG(8, -1), .fact = FACT_RESET}},
    {"error-swallowed",
     IS_NOT,
     "success of another step on such a connection",
     {LISTEN_STEP, WRONG(0, -1), .fact = FACT_RESET}},
    {"error-swallowed",
     IS,
     "an option for the -1 of socket()",
     {SOCKET_STEP, OTHER_ERRNO(EBADF, EMFILE),
      CALLS(FAILS(SOCKET, EMFILE, .fd = -1), FAILS(SETSOCKOPT, EBADF, .fd = -1))}},
    {"error-swallowed",
     IS,
     "a send() of the -1 of recv()",
     {.asked = {.step = STEP_SERVER_PROCESS, .fd = 4},
      OTHER_ERRNO(EINVAL, ECONNRESET),
      CALLS(FAILS(RECV, ECONNRESET, .fd = 4, .args = {8}),
            FAILS(SEND, EINVAL, .fd = 4, .args = {-1}))}},
    {"error-swallowed",
     IS,
     "the errno of inet_ntop() after accept() has failed",
     {.asked = {.step = STEP_SERVER_ACCEPT, .fd = 4},
      OTHER_ERRNO(EAFNOSUPPORT, EINVAL),
      CALLS(FAILS(ACCEPT, EINVAL, .fd = 4))}},
    {"error-swallowed",
     IS_NOT,
     "a close() of the -1 of socket()",
     {SOCKET_STEP, OTHER_ERRNO(EBADF, EMFILE),
      CALLS(FAILS(SOCKET, EMFILE, .fd = -1), FAILS(CLOSE, EBADF, .fd = -1))}},
    {"error-swallowed",
     IS_NOT,
     "success after the second try went well",
     {LISTEN_STEP, WRONG(0, -1), CALLS(REFUSED, CALL(LISTEN, 0, .fd = 4))}},
    {"error-swallowed",
     IS_NOT,
     "-1 after a call that failed",
     {LISTEN_STEP, WRONG(-1, 0), CALLS(REFUSED)}},
    {"error-swallowed",
     IS_NOT,
     "0 where no call has failed",
     {LISTEN_STEP, WRONG(0, -1), CALLS(CALL(LISTEN, 0, .fd = 4))}},

    {"errno-lost",
     IS,
     "the errno of a later call",
     {LISTEN_STEP, OTHER_ERRNO(EBADF, EADDRINUSE), CALLS(REFUSED, FAILS(CLOSE, EBADF, .fd = 9))}},
    {"errno-lost", IS, "no errno at all", {LISTEN_STEP, OTHER_ERRNO(0, EINVAL)}},
    {"errno-lost",
     IS,
     "what SO_ERROR had said",
     {.asked = {.step = STEP_CLIENT_CONNECT},
      OTHER_ERRNO(EINPROGRESS, ECONNREFUSED),
      CALLS(FAILS(CONNECT, EINPROGRESS, .fd = 4),
            CALL(GETSOCKOPT, 0, .fd = 4, .args = {SOL_SOCKET, SO_ERROR, 4, ECONNREFUSED}))}},
    {"errno-lost",
     IS_NOT,
     "another errno where no call had the right one",
     {LISTEN_STEP, OTHER_ERRNO(ENOTSOCK, EADDRINUSE), CALLS(FAILS(LISTEN, ENOTSOCK, .fd = 4))}},
    {"errno-lost",
     IS_NOT,
     "another result",
     {LISTEN_STEP, WRONG(-1, 0), CALLS(REFUSED), .error = EBADF, .expected_error = EADDRINUSE}},

    {"spins", IS, "a send() in vain without end", {SEND_STEP, .symptom = SYMPTOM_SPINS}},
    {"spins", IS_NOT, "a step that transfers nothing", {CLOSE_STEP, .symptom = SYMPTOM_SPINS}},
    {"spins", IS_NOT, "a wait", {SEND_STEP, .symptom = SYMPTOM_WAITS, .stuck_in = WAY_SEND}},

    {"stuck",
     IS,
     "a wait for what never comes",
     {RECV_STEP, .symptom = SYMPTOM_WAITS, .stuck_in = WAY_RECV}},
    {"stuck",
     IS_NOT,
     "the limit of wall time",
     {RECV_STEP, .symptom = SYMPTOM_WAITS, .stuck_in = WAY_RECV, .wall = true}},
    {"stuck", IS_NOT, "endless computing", {RECV_STEP, .symptom = SYMPTOM_COMPUTES}},

    {"inheritable",
     IS,
     "a descriptor that survives exec",
     {.asked = {.step = STEP_CLIENT_SOCKET}, .symptom = SYMPTOM_SOCKET, .fact = FACT_INHERITABLE}},
    {"inheritable",
     IS_NOT,
     "a descriptor that is left open",
     {.asked = {.step = STEP_CLIENT_SOCKET}, .symptom = SYMPTOM_SOCKET, .fact = FACT_LEFT_OPEN}},

    {"descriptor-leaked",
     IS,
     "a descriptor that is left open",
     {.asked = {.step = STEP_CLIENT_SOCKET},
      .symptom = SYMPTOM_DESCRIPTOR,
      .fact = FACT_LEFT_OPEN}},
    {"descriptor-leaked",
     IS_NOT,
     "a descriptor that was not released",
     {.asked = {.step = STEP_CLIENT_SOCKET},
      .symptom = SYMPTOM_DESCRIPTOR,
      .fact = FACT_STILL_OPEN}},
};

/* --- the table of all ------------------------------------------------------------------------- */

static void each_id_stands_once(void **state)
{
    (void)state;
    for (const struct mistake *const *group = mistakes_groups; *group != NULL; group++)
        for (const struct mistake *one = *group; one->id != NULL; one++)
            assert_ptr_equal(mistakes_find(one->id), one);
}

static void each_id_is_made_of_words_in_lower_case(void **state)
{
    (void)state;
    for (const struct mistake *const *group = mistakes_groups; *group != NULL; group++)
        for (const struct mistake *one = *group; one->id != NULL; one++) {
            assert_true(strlen(one->id) < 40); /* the room for it in a slip */
            for (const char *c = one->id; *c != '\0'; c++)
                assert_true(islower((unsigned char)*c) || isdigit((unsigned char)*c) || *c == '-');
        }
}

static void each_mistake_has_words(void **state)
{
    (void)state;
    for (const struct mistake *const *group = mistakes_groups; *group != NULL; group++)
        for (const struct mistake *one = *group; one->id != NULL; one++)
            assert_true(one->words != NULL && *one->words != '\0');
}

static void an_id_that_nobody_has_is_not_found(void **state)
{
    (void)state;
    assert_null(mistakes_find("no-such-mistake"));
    assert_null(mistakes_find(""));
}

static void what_fits_no_mistake_has_no_name(void **state)
{
    (void)state;
    const struct observation odd = {LISTEN_STEP, WRONG(7, 0)};
    assert_null(mistakes_name(&odd));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_id_stands_once),
        cmocka_unit_test(each_id_is_made_of_words_in_lower_case),
        cmocka_unit_test(each_mistake_has_words),
        cmocka_unit_test(an_id_that_nobody_has_is_not_found),
        cmocka_unit_test(what_fits_no_mistake_has_no_name),
    };
    int failed = run_rows(mistakes_of_any, rows, sizeof rows / sizeof *rows);
    return cmocka_run_group_tests(tests, NULL, NULL) + failed;
}
