/* call_words_test.c - the calls that a step made, in words. */
#include "judge/scene.h"
#include "words.h"

#include <dlfcn.h>
#include <netdb.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

/* --- calls ------------------------------------------------------------------------------------ */

#define DONE .asked = true, .did = true
#define BYTES_OF(text) .__ss_padding = text

static const struct call_row {
    struct call_record record;
    const char *words;
} calls[] = {
    {{.call = CALL_SOCKET, DONE, .args = {2, 1, 6}, .result = 3},
     "socket(AF_INET, SOCK_STREAM, 6) = 3"},
    {{.call = CALL_SOCKET, DONE, .args = {2, 1, 6}, .result = -1, .error = EMFILE},
     "socket(AF_INET, SOCK_STREAM, 6) = -1 EMFILE"},
    {{.call = CALL_CONNECT,
      DONE,
      .fd = 4,
      .length = 16,
      .address = {.ss_family = AF_INET, BYTES_OF("\x1f\x90\x7f\0\0\1")}},
     "connect(4, 127.0.0.1:8080) = 0"},
    {{.call = CALL_BIND,
      DONE,
      .fd = 4,
      .length = 28,
      .address = {.ss_family = AF_INET6, BYTES_OF("\x1f\x90")}},
     "bind(4, [::]:8080) = 0"},
    {{.call = CALL_BIND,
      DONE,
      .fd = 4,
      .length = 8,
      .result = -1,
      .error = EAFNOSUPPORT,
      .address = {.ss_family = 0, BYTES_OF("\x1f\x90")}},
     "bind(4, family 0, 0.0.0.0:8080, length 8) = -1 EAFNOSUPPORT"},
    {{.call = CALL_LISTEN, DONE, .fd = 4, .args = {7}}, "listen(4, 7) = 0"},
    {{.call = CALL_ACCEPT4, DONE, .fd = 4, .result = 5}, "accept4(4) = 5"},
    {{.call = CALL_SEND, DONE, .fd = 4, .args = {8, MSG_NOSIGNAL}, .result = 3},
     "send(4, 8 bytes, MSG_NOSIGNAL) = 3"},
    {{.call = CALL_SEND, DONE, .fd = 4, .args = {8, 0x400000}, .result = 8},
     "send(4, 8 bytes, 0x400000) = 8"},
    {{.call = CALL_WRITE, DONE, .fd = 4, .args = {1}, .result = 1}, "write(4, 1 byte) = 1"},
    {{.call = CALL_RECV, .asked = true, .waited = true, .fd = 4, .args = {8}},
     "recv(4, 8 bytes) waits"},
    {{.call = CALL_READ, .asked = true, .fd = 4, .args = {8}}, "read(4, 8 bytes)"},
    {{.call = CALL_SHUTDOWN, DONE, .fd = 4, .args = {SHUT_WR}}, "shutdown(4, SHUT_WR) = 0"},
    {{.call = CALL_SHUTDOWN, DONE, .fd = 4, .args = {SHUT_RDWR}}, "shutdown(4, SHUT_RDWR) = 0"},
    {{.call = CALL_SETSOCKOPT, DONE, .fd = 4, .args = {1, 2, 4, 1}},
     "setsockopt(4, SOL_SOCKET, SO_REUSEADDR, value 1) = 0"},
    {{.call = CALL_GETADDRINFO, DONE, .text = "host, http", .result = EAI_NONAME},
     "getaddrinfo(host, http) = Name or service not known"},
    {{.call = CALL_GETHOSTBYNAME, DONE, .text = "host"}, "gethostbyname(host) = found"},
    {{.call = CALL_SLEEP, DONE, .args = {20}}, "sleep(20 ms) = 0"},
    {{.call = CALL_EXIT, .asked = true, .args = {1}}, "exit(1)"},
    {{.call = CALL_CLOSE, DONE, .fd = 4, .result = -1, .error = 9999}, "close(4) = -1 errno 9999"},
};

static void each_call_reads_like_a_line_of_a_program(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        assert_string_equal(say_call(&calls[i].record), calls[i].words);
}

static struct call_record closes[10];

static const char *last_calls(size_t first, size_t count)
{
    for (int i = 0; i < 10; i++)
        closes[i] = (struct call_record){.call = CALL_CLOSE, DONE, .fd = i};
    return say_calls(&(struct observation){.calls = closes, .first = first, .count = count});
}

static void calls_stand_one_after_the_other(void **state)
{
    (void)state;
    assert_string_equal(last_calls(1, 2), " close(1) = 0");
    assert_string_equal(last_calls(1, 3), "\n  close(1) = 0\n  close(2) = 0");
    assert_string_equal(last_calls(3, 3), "");
}

static void of_many_calls_the_first_and_the_last_are_told_and_how_many_there_are(void **state)
{
    (void)state;
    assert_string_equal(last_calls(0, 10),
                        "\n  close(0) = 0\n  close(1) = 0\n  close(2) = 0\n  (2 more calls)"
                        "\n  close(5) = 0\n  close(6) = 0\n  close(7) = 0\n  close(8) = 0"
                        "\n  close(9) = 0");
}

/* The calls of a loop that closes the descriptors 0 to PERIOD - 1 again and again. */
static const char *looping_calls(int period, size_t count)
{
    for (int i = 0; i < 10; i++)
        closes[i] = (struct call_record){.call = CALL_CLOSE, DONE, .fd = i % period};
    return say_calls(&(struct observation){.calls = closes, .count = count});
}

static void a_loop_is_told_once_and_how_often_it_was_gone_through(void **state)
{
    (void)state;
    assert_string_equal(looping_calls(1, 2), "\n  close(0) = 0\n  close(0) = 0");
    assert_string_equal(looping_calls(1, 10), " close(0) = 0 (the same 9 times more)");
    assert_string_equal(looping_calls(2, 7),
                        "\n  close(0) = 0\n  close(1) = 0 (these 2 calls 2 times more)"
                        "\n  close(0) = 0");
}

/* --- lines ------------------------------------------------------------------------------------ */

static void *__attribute__((noinline)) return_address(void) { return __builtin_return_address(0); }

/* What is said of a call from PLACE in this program, as if it were SOURCE's library. */
static const char *said_of(const char *place, const char *source)
{
    Dl_info program;
    assert_int_not_equal(dladdr(place, &program), 0);
    closes[0] = (struct call_record){.call = CALL_CLOSE, DONE};
    closes[0].site = place - (const char *)program.dli_fbase;
    assignment.source = source;
    assignment.library = program.dli_fname;
    const char *said = say_calls(&(struct observation){.calls = closes, .count = 1});
    assignment.library = NULL;
    return said;
}

static void a_call_is_told_with_its_line(void **state)
{
    (void)state;
    const int line = __LINE__ + 1;
    const char *said = said_of(return_address(), "lessons/call_words_test.c");
    if (strcmp(said, " close(0) = 0") == 0)
        skip(); /* there is no addr2line(1), or this program has no lines */
    assert_string_equal(said, say(" line %d: close(0) = 0", line));
}

static void a_call_from_another_file_is_told_without_a_line(void **state)
{
    (void)state;
    assert_string_equal(said_of(return_address(), "lessons/small.c"), " close(0) = 0");
}

#define TEST(test) cmocka_unit_test(test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_call_reads_like_a_line_of_a_program),
        TEST(calls_stand_one_after_the_other),
        TEST(of_many_calls_the_first_and_the_last_are_told_and_how_many_there_are),
        TEST(a_loop_is_told_once_and_how_often_it_was_gone_through),
        TEST(a_call_is_told_with_its_line),
        TEST(a_call_from_another_file_is_told_without_a_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
