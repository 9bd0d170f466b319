/* places_test.c - sockets and addresses of the judge's own; names of universal checks. */
/* link: -Wl,--wrap=socket,--wrap=machine_fault,--wrap=listen */
#include "judge/scene.h"
#include "judge/universal.h"
#include "words.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

static bool no_socket, no_listen;
static jmp_buf at_fault;
static const char *fault;

int __real_socket(int family, int type, int protocol);
int __wrap_socket(int family, int type, int protocol);
int __wrap_socket(int family, int type, int protocol)
{
    return no_socket ? (errno = EMFILE, -1) : __real_socket(family, type, protocol);
}

int __real_listen(int fd, int backlog);
int __wrap_listen(int fd, int backlog);
int __wrap_listen(int fd, int backlog)
{
    return no_listen ? (errno = EADDRINUSE, -1) : __real_listen(fd, backlog);
}

_Noreturn void __wrap_machine_fault(const char *what);
_Noreturn void __wrap_machine_fault(const char *what)
{
    fault = what;
    longjmp(at_fault, 1);
}

static int begin(void **state)
{
    (void)state;
    no_socket = no_listen = false;
    fault = NULL;
    return 0;
}

static int lowest_free(void)
{
    int fd = dup(0);
    close(fd);
    return fd;
}

/* --- addresses -------------------------------------------------------------------------------- */

static void an_address_of_loopback_is_one(void **state)
{
    (void)state;
    struct in_addr address;
    for (int i = 0; i < 100; i++) {
        assert_int_equal(inet_pton(AF_INET, any_loopback(), &address), 1);
        assert_int_equal(ntohl(address.s_addr) >> 24, 127);
    }
}

static void an_address_of_loopback_shows_signs_and_lengths_of_its_bytes(void **state)
{
    (void)state;
    struct in_addr address;
    for (int i = 0; i < 100; i++) {
        inet_pton(AF_INET, any_loopback(), &address);
        assert_in_range(ntohl(address.s_addr) >> 16 & 255, 128, 254);
        assert_in_range(ntohl(address.s_addr) >> 8 & 255, 1, 99);
    }
}

static void addresses_of_loopback_change(void **state)
{
    (void)state;
    const char *first = any_loopback();
    int tries = 0;
    while (strcmp(any_loopback(), first) == 0)
        assert_true(++tries < 10);
}

static void a_socket_is_closed_on_exec(void **state)
{
    (void)state;
    int fd = judge_socket(AF_INET, SOCK_DGRAM);
    assert_int_equal(fcntl(fd, F_GETFD), FD_CLOEXEC);
    close(fd);
}

static void no_socket_is_the_machines_fault(void **state)
{
    (void)state;
    no_socket = true;
    if (setjmp(at_fault) == 0) {
        judge_socket(AF_INET, SOCK_STREAM);
        fail_msg("it went on");
    }
    assert_string_equal(fault, "no socket");
}

static void a_bound_socket_has_its_address_and_a_port(void **state)
{
    (void)state;
    int fd = judge_bound(AF_INET, "127.3.4.5", 0, -1);
    assert_string_equal(local_ip(fd), "127.3.4.5");
    assert_in_range(local_port(fd), 1, 65535);
    close(fd);
}

static void a_port_that_is_taken_gives_no_socket_and_leaves_none(void **state)
{
    (void)state;
    int holder = judge_bound(AF_INET, "127.3.4.5", 0, 1), port = local_port(holder);
    int next = lowest_free();
    assert_int_equal(judge_bound(AF_INET, "127.3.4.5", port, 1), -1);
    assert_int_equal(lowest_free(), next);
    close(holder);
}

static void a_listener_that_cannot_be_leaves_no_socket(void **state)
{
    (void)state;
    int next = lowest_free();
    no_listen = true;
    assert_int_equal(judge_bound(AF_INET, "127.0.0.1", 0, 1), -1);
    assert_int_equal(lowest_free(), next);
}

static void text_that_is_no_address_gives_no_socket(void **state)
{
    (void)state;
    assert_int_equal(judge_bound(AF_INET, "localhost", 0, -1), -1);
}

static void both_ends_of_a_connection_are_told(void **state)
{
    (void)state;
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    int listener = judge_bound(AF_INET, "127.3.4.5", 0, 1),
        client = judge_socket(AF_INET, SOCK_STREAM);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&address, &length), 0);
    assert_int_equal(connect(client, (struct sockaddr *)&address, length), 0);
    assert_string_equal(remote_ip(client), "127.3.4.5");
    assert_int_equal(remote_port(client), local_port(listener));
    close(client);
    close(listener);
}

static void a_low_port_is_free_and_its_bytes_differ(void **state)
{
    (void)state;
    for (int i = 0; i < 50; i++) {
        int port = any_low_port("127.0.0.1");
        assert_in_range(port, 1, 2047);
        assert_int_not_equal(port >> 8, port & 255);
    }
    assert_int_equal(any_low_port("192.0.2.1"), -1); /* nobody's: RFC 5737 */
}

static void an_ipv6_address_is_told_as_one(void **state)
{
    (void)state;
    if (!kernel_has_ipv6())
        skip();
    int fd = judge_bound(AF_INET6, "::1", 0, -1);
    assert_string_equal(local_ip(fd), "::1");
    assert_in_range(local_port(fd), 1, 65535);
    close(fd);
}

static void what_is_no_socket_has_no_address(void **state)
{
    (void)state;
    assert_string_equal(local_ip(-1), "");
    assert_int_equal(local_port(-1), 0);
    int fd = judge_socket(AF_INET, SOCK_STREAM);
    assert_string_equal(remote_ip(fd), "");
    assert_int_equal(remote_port(fd), 0);
    close(fd);
}

/* --- what every lesson has -------------------------------------------------------------------- */

static void each_note_but_that_of_memory_is_a_check_of_each_lesson(void **state)
{
    (void)state;
    for (int lesson = 1; lesson <= 10; lesson++)
        for (int note = 0; note < NOTES; note++)
            assert_int_equal(universal_check((enum note)note, lesson) == NULL,
                             note == NOTE_MEMORY && lesson != 2);
}

static void each_step_has_the_name_of_its_function(void **state)
{
    (void)state;
    assert_string_equal(universal_function(STEP_CLIENT_SOCKET), "client_socket");
    assert_string_equal(universal_function(STEP_SERVER_CLOSE), "server_close");
}

static void a_step_that_is_missing_is_said_to_be(void **state)
{
    (void)state;
    const char *words =
        universal_load_words("small.so: undefined symbol: client_recv", lesson_by_number(3));
    assert_memory_equal(words, "the function client_recv() is missing", 37);
}

static void another_function_that_is_missing_is_said_to_be(void **state)
{
    (void)state;
    assert_string_equal(
        universal_load_words("small.so: undefined symbol: helper", lesson_by_number(3)),
        "helper() is called, but neither your file nor the C library defines it");
}

static void any_other_reason_is_told_as_it_is(void **state)
{
    (void)state;
    assert_string_equal(universal_load_words("invalid ELF header", lesson_by_number(3)),
                        "the file compiles, but cannot be loaded: invalid ELF header");
}

#define TEST(test) cmocka_unit_test_setup(test, begin)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_address_of_loopback_is_one),
        TEST(an_address_of_loopback_shows_signs_and_lengths_of_its_bytes),
        TEST(addresses_of_loopback_change),
        TEST(a_socket_is_closed_on_exec),
        TEST(no_socket_is_the_machines_fault),
        TEST(a_bound_socket_has_its_address_and_a_port),
        TEST(a_port_that_is_taken_gives_no_socket_and_leaves_none),
        TEST(a_listener_that_cannot_be_leaves_no_socket),
        TEST(text_that_is_no_address_gives_no_socket),
        TEST(both_ends_of_a_connection_are_told),
        TEST(a_low_port_is_free_and_its_bytes_differ),
        TEST(an_ipv6_address_is_told_as_one),
        TEST(what_is_no_socket_has_no_address),
        TEST(each_note_but_that_of_memory_is_a_check_of_each_lesson),
        TEST(each_step_has_the_name_of_its_function),
        TEST(a_step_that_is_missing_is_said_to_be),
        TEST(another_function_that_is_missing_is_said_to_be),
        TEST(any_other_reason_is_told_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
