/* direction_test.c - where to look, for a mistake that has no name. */
#include "judge/scene.h"
#include "words.h"

#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

#define TEXT(text)                                                                                 \
    {                                                                                              \
        (unsigned char *)(text), sizeof(text) - 1                                                  \
    }
#define CALLS(...)                                                                                 \
    .calls = (struct call_record[]){__VA_ARGS__},                                                  \
    .count = sizeof((struct call_record[]){__VA_ARGS__}) / sizeof(struct call_record)
#define CALL(name, result_, ...)                                                                   \
    {                                                                                              \
        .call = CALL_##name, .did = true, .result = result_, __VA_ARGS__                           \
    }
#define SENDS(result, ...) CALL(SEND, result, .args = {10}, __VA_ARGS__)
#define GETS(result) CALL(RECV, result, .args = {10})
#define STEP(name) .asked = {.step = STEP_##name}
#define MISSES_SOME .symptom = SYMPTOM_SENT, .expected = TEXT("hello"), .seen = TEXT("hel")

static const struct row {
    struct observation seen;
    const char *words;
} rows[] = {
    {{STEP(CLIENT_SEND), MISSES_SOME, CALLS(SENDS(3))},
     "after the last send() nothing more was sent"},
    {{STEP(SERVER_PROCESS), MISSES_SOME, CALLS(GETS(5), SENDS(3))},
     "after the last send() nothing more was sent"},
    {{STEP(SERVER_PROCESS), MISSES_SOME, CALLS(GETS(3), SENDS(3))},
     "after the last recv() nothing more was received"},
    {{STEP(SERVER_PROCESS), .symptom = SYMPTOM_SENT, .expected = TEXT("hello")},
     "no call has received anything"},
    {{STEP(CLIENT_SEND), .symptom = SYMPTOM_SENT, .expected = TEXT("hello"), .seen = TEXT("hex"),
      CALLS(SENDS(3))},
     "where they begin to differ"},
    {{STEP(CLIENT_RECV), .symptom = SYMPTOM_RESULT, .result = 4, .expected_result = 9,
      CALLS(GETS(4))},
     "after the last recv() nothing more was received"},
    {{STEP(CLIENT_RECV), .symptom = SYMPTOM_RESULT, .result = 4, .expected_result = 9,
      CALLS(GETS(9))},
     "which value goes back"},
    {{STEP(CLIENT_SEND), MISSES_SOME,
      CALLS(SENDS(3), CALL(SEND, -1, .error = EAGAIN, .args = {2, MSG_DONTWAIT}))},
     "send() did not wait: the flag MSG_DONTWAIT"},
    {{STEP(CLIENT_SEND), MISSES_SOME, CALLS(SENDS(3), CALL(SEND, -1, .error = EAGAIN))},
     "send() did not wait: O_NONBLOCK"},
    {{STEP(CLIENT_SEND), MISSES_SOME,
      CALLS(CALL(SETSOCKOPT, 0, .args = {SOL_SOCKET, SO_SNDTIMEO}),
            CALL(SEND, -1, .error = EAGAIN))},
     "send() did not wait: the time limit"},
    {{STEP(CLIENT_SEND), MISSES_SOME, CALLS(CALL(SEND, -1, .error = EAGAIN), SENDS(3))},
     "after the last send() nothing more was sent"},
    {{STEP(SERVER_LISTEN), .symptom = SYMPTOM_SOCKET, .returned = true, .result = -1,
      .error = EINVAL, CALLS(CALL(BIND, -1, .error = EINVAL))},
     "bind() failed with EINVAL, and the step gave up there"},
    {{STEP(SERVER_LISTEN), .symptom = SYMPTOM_SOCKET, .returned = true,
      CALLS(CALL(BIND, -1, .error = EINVAL))},
     "find the call that brought the socket into this state"},
    {{STEP(SERVER_BIND), .symptom = SYMPTOM_RESULT, .expected_result = 7}, "which value goes back"},
};

static void it_is_told_by_what_is_there_and_by_the_last_call(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (strstr(say_direction(&rows[i].seen), rows[i].words) == NULL)
            fail_msg("row %zu: \"%s\" instead of \"%s\"", i, say_direction(&rows[i].seen),
                     rows[i].words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_is_told_by_what_is_there_and_by_the_last_call),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
