/* kernel_test.c - what the kernel says of a process and of sockets. */
/* link: -Wl,--wrap=socket,--wrap=bind */
#include "judge/kernel.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

static bool no_socket, no_address;

int __real_socket(int family, int type, int protocol);
int __wrap_socket(int family, int type, int protocol);
int __wrap_socket(int family, int type, int protocol)
{
    return no_socket ? (errno = EAFNOSUPPORT, -1) : __real_socket(family, type, protocol);
}

int __real_bind(int fd, const struct sockaddr *address, socklen_t length);
int __wrap_bind(int fd, const struct sockaddr *address, socklen_t length);
int __wrap_bind(int fd, const struct sockaddr *address, socklen_t length)
{
    return no_address ? (errno = EADDRNOTAVAIL, -1) : __real_bind(fd, address, length);
}

/* --- descriptors ------------------------------------------------------------------------------ */

static struct kernel_fds table;

static const struct kernel_fd *entry_of(int fd)
{
    assert_int_equal(kernel_fds(getpid(), 1000, true, &table), 0);
    return kernel_fd_find(&table, fd);
}

static void a_descriptor_is_listed_with_its_flags(void **state)
{
    (void)state;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const struct kernel_fd *entry = entry_of(fd);
    assert_non_null(entry);
    assert_memory_equal(entry->what, "socket:[", 8);
    assert_int_equal(entry->flags & (O_NONBLOCK | O_CLOEXEC), O_NONBLOCK | O_CLOEXEC);
    close(fd);
}

static void two_descriptors_of_the_same_thing_are_the_same_text(void **state)
{
    (void)state;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), copy = dup(fd);
    char first[sizeof table.fds[0].what];
    strcpy(first, entry_of(fd)->what);
    assert_string_equal(entry_of(copy)->what, first);
    assert_int_equal(entry_of(copy)->flags & O_CLOEXEC, 0);
    close(fd);
    close(copy);
}

static void flags_are_left_out_where_nobody_asks_for_them(void **state)
{
    (void)state;
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    assert_int_equal(kernel_fds(getpid(), 1000, false, &table), 0);
    assert_int_equal(kernel_fd_find(&table, fd)->flags, 0);
    close(fd);
}

static void what_is_closed_is_not_listed(void **state)
{
    (void)state;
    int fd = fcntl(0, F_DUPFD_CLOEXEC, 400);
    close(fd);
    assert_null(entry_of(fd));
}

static bool is_listed(int fd, int first_kit)
{
    assert_int_equal(kernel_fds(getpid(), first_kit, true, &table), 0);
    return kernel_fd_find(&table, fd) != NULL;
}

static void the_kits_descriptors_are_left_out(void **state)
{
    (void)state;
    int fd = fcntl(0, F_DUPFD_CLOEXEC, 500);
    assert_false(is_listed(fd, fd));
    assert_false(is_listed(fd, fd - 7));
    assert_true(is_listed(fd, fd - 8));
    assert_true(is_listed(fd, fd + 1));
    close(fd);
}

static void more_descriptors_than_there_is_room_for_do_no_harm(void **state)
{
    (void)state;
    int first = fcntl(0, F_DUPFD_CLOEXEC, 300), last = first;
    for (int i = 0; i < KERNEL_FDS; i++)
        last = fcntl(0, F_DUPFD_CLOEXEC, first);
    assert_int_equal(kernel_fds(getpid(), 1000, true, &table), 0);
    assert_int_equal(table.count, KERNEL_FDS);
    close_range((unsigned)first, (unsigned)last, 0);
}

static void a_process_can_be_interrupted_unless_it_holds_all_signals_back(void **state)
{
    (void)state;
    sigset_t all, some, before;
    sigfillset(&all);
    sigprocmask(SIG_SETMASK, &all, &before);
    assert_false(kernel_interruptible(getpid()));
    some = all;
    sigdelset(&some, SIGUSR2);
    sigprocmask(SIG_SETMASK, &some, NULL);
    assert_true(kernel_interruptible(getpid()));
    sigprocmask(SIG_SETMASK, &before, NULL);
    assert_true(kernel_interruptible(getpid()));
}

static void a_process_that_is_gone_has_none(void **state)
{
    (void)state;
    pid_t child = fork();
    if (child == 0)
        _exit(0);
    waitpid(child, NULL, 0);
    assert_int_equal(kernel_fds(child, 1000, true, &table), -1);
    assert_int_equal(errno, ENOENT);
}

/* --- sockets ---------------------------------------------------------------------------------- */

static struct sockaddr_in address;

static int listener_for(int backlog)
{
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    address =
        (struct sockaddr_in){.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    assert_int_equal(bind(listener, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(listener, backlog), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&address, &size), 0);
    return listener;
}

static int client(void)
{
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(connect(fd, (struct sockaddr *)&address, sizeof address), 0);
    return fd;
}

static void a_listener_tells_its_queue_and_its_backlog(void **state)
{
    (void)state;
    int waiting = -1, backlog = -1, listener = listener_for(7), one = client(), two = client();
    assert_int_equal(kernel_queue(listener, &waiting, &backlog), 0);
    assert_int_equal(waiting, 2);
    assert_int_equal(backlog, 7);
    close(one);
    close(two);
    close(listener);
}

static void what_is_no_tcp_socket_has_no_queue_and_no_state(void **state)
{
    (void)state;
    int waiting, backlog;
    assert_int_equal(kernel_queue(0, &waiting, &backlog), -1);
    assert_int_equal(kernel_tcp_state(-1), -1);
    assert_int_equal(kernel_unacknowledged(-1, -1), 0);
}

static void the_state_of_a_connection_is_told(void **state)
{
    (void)state;
    int listener = listener_for(1), one = client(),
        fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    assert_int_equal(kernel_tcp_state(fd), TCP_ESTABLISHED);
    close(one);
    while (kernel_tcp_state(fd) == TCP_ESTABLISHED)
        sched_yield();
    assert_int_equal(kernel_tcp_state(fd), TCP_CLOSE_WAIT);
    close(fd);
    close(listener);
}

static void what_has_arrived_is_acknowledged(void **state)
{
    (void)state;
    int listener = listener_for(1), one = client();
    int other = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    assert_int_equal(send(one, "x", 1, 0), 1);
    while (kernel_unacknowledged(one, other) != 0)
        sched_yield();
    close(one);
    close(other);
    close(listener);
}

static void there_is_no_loopback_without_a_socket_or_an_address(void **state)
{
    (void)state;
    assert_true(kernel_has_loopback());
    no_socket = true;
    assert_false(kernel_has_loopback());
    no_socket = false;
    no_address = true;
    assert_false(kernel_has_loopback());
    assert_int_equal(errno, EADDRNOTAVAIL);
    no_address = false;
}

static void there_is_no_ipv6_without_a_socket_or_an_address(void **state)
{
    (void)state;
    no_socket = true;
    assert_false(kernel_has_ipv6());
    no_socket = false;
    no_address = true;
    assert_false(kernel_has_ipv6());
    no_address = false;
    int fd = dup(0); /* nothing was left open by that */
    close(fd);
    kernel_has_ipv6();
    assert_int_equal(dup(0), fd);
    close(fd);
}

#define TEST(test) cmocka_unit_test(test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_descriptor_is_listed_with_its_flags),
        TEST(a_process_can_be_interrupted_unless_it_holds_all_signals_back),
        TEST(two_descriptors_of_the_same_thing_are_the_same_text),
        TEST(flags_are_left_out_where_nobody_asks_for_them),
        TEST(what_is_closed_is_not_listed),
        TEST(the_kits_descriptors_are_left_out),
        TEST(more_descriptors_than_there_is_room_for_do_no_harm),
        TEST(a_process_that_is_gone_has_none),
        TEST(a_listener_tells_its_queue_and_its_backlog),
        TEST(what_is_no_tcp_socket_has_no_queue_and_no_state),
        TEST(the_state_of_a_connection_is_told),
        TEST(what_has_arrived_is_acknowledged),
        TEST(there_is_no_loopback_without_a_socket_or_an_address),
        TEST(there_is_no_ipv6_without_a_socket_or_an_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
