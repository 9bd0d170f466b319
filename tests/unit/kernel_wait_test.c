/* kernel_wait_test.c - what the kernel says of a process that waits, and of one that does not. */
#include "judge/kernel.h"

#include <netinet/in.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

/* Ends CHILD, and waits for it. */
static void end_child(pid_t child)
{
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
}

static pid_t child_that(void (*does)(int fd), int fd)
{
    pid_t child = fork();
    if (child == 0) {
        does(fd);
        _exit(0);
    }
    return child;
}

static void returns(int fd) { (void)fd; }

static int ends[2];

static void reads(int fd)
{
    char byte;
    long got = read(fd, &byte, 1);
    (void)got;
}

static void sends_without_end(int fd)
{
    static const char bytes[65536];
    while (send(fd, bytes, sizeof bytes, 0) > 0)
        ;
}

static void accepts(int fd) { accept4(fd, NULL, NULL, 0); }

static void computes(int fd)
{
    (void)fd;
    for (volatile unsigned i = 0;; i++)
        ;
}

static void sleeps(int fd)
{
    (void)fd;
    const struct timespec long_time = {.tv_sec = 3600};
    nanosleep(&long_time, NULL);
}

static void polls(int fd, int timeout_ms)
{
    struct pollfd one = {.fd = fd, .events = POLLIN};
    poll(&one, 1, timeout_ms);
}

static void polls_for_an_hour(int fd) { polls(fd, 3600000); }

static void polls_for_ever(int fd) { polls(fd, -1); }

static void stops(int fd)
{
    (void)fd;
    raise(SIGSTOP);
}

static void receives_orders(int fd)
{
    struct msghdr message = {0};
    recvmsg(fd, &message, 0);
}

static void has_a_child_that_computes(int fd)
{
    pid_t child = child_that(computes, fd);
    if (write(ends[1], &child, sizeof child) == sizeof child)
        waitpid(child, NULL, 0);
}

static void *thread_computes(void *unused)
{
    (void)unused;
    computes(-1);
    return NULL;
}

static void has_a_thread_that_computes(int fd)
{
    pthread_t thread;
    pthread_create(&thread, NULL, thread_computes, NULL);
    reads(fd);
}

static int set_up(void **state)
{
    (void)state;
    return socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends);
}

static int tear_down(void **state)
{
    (void)state;
    close(ends[0]);
    close(ends[1]);
    return 0;
}

/* Waits until the kernel says so. */
static struct kernel_wait wait_of(pid_t child)
{
    struct kernel_wait wait;
    while (!(wait = kernel_wait(child, -1)).blocked)
        sched_yield();
    return wait;
}

/* Waits until the child is in that system call. */
static void until_in(pid_t child, long number)
{
    char path[64];
    long now = -1;
    snprintf(path, sizeof path, "/proc/%d/syscall", (int)child);
    while (now != number) {
        FILE *file = fopen(path, "re");
        assert_non_null(file);
        if (fscanf(file, "%ld", &now) != 1)
            now = -1;
        fclose(file);
    }
}

static void a_read_waits_for_input_on_its_descriptor(void **state)
{
    (void)state;
    pid_t child = child_that(reads, ends[0]);
    struct kernel_wait wait = wait_of(child);
    end_child(child);
    assert_true(wait.input && !wait.output && !wait.accepting);
    assert_int_equal(wait.fd, ends[0]);
}

static void a_send_waits_for_room(void **state)
{
    (void)state;
    pid_t child = child_that(sends_without_end, ends[0]);
    struct kernel_wait wait = wait_of(child);
    end_child(child);
    assert_true(wait.output && !wait.input && !wait.accepting);
}

static void an_accept_waits_for_a_client(void **state)
{
    (void)state;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(listen(listener, 1), 0);
    pid_t child = child_that(accepts, listener);
    struct kernel_wait wait = wait_of(child);
    end_child(child);
    close(listener);
    assert_true(wait.accepting && !wait.input && !wait.output);
}

static void who_only_waits_does_not_turn(void **state)
{
    (void)state;
    pid_t child = child_that(reads, ends[0]);
    struct kernel_wait first = wait_of(child), again = wait_of(child);
    end_child(child);
    assert_int_equal(first.turns, again.turns);
}

static void who_has_gone_on_meanwhile_has_turned(void **state)
{
    (void)state;
    pid_t child = child_that(sends_without_end, ends[0]);
    struct kernel_wait first = wait_of(child);
    char bytes[65536];
    for (size_t got = 0; got < 4 * sizeof bytes;)
        got += (size_t)read(ends[1], bytes, sizeof bytes);
    struct kernel_wait again = wait_of(child);
    end_child(child);
    assert_true(again.turns > first.turns);
}

static void who_computes_does_not_wait(void **state)
{
    (void)state;
    pid_t child = child_that(computes, -1);
    for (int i = 0; i < 100; i++)
        assert_false(kernel_wait(child, -1).blocked);
    end_child(child);
}

static void who_sleeps_waits_for_a_while(void **state)
{
    (void)state;
    pid_t child = child_that(sleeps, -1);
    struct kernel_wait wait = wait_of(child);
    end_child(child);
    assert_true(wait.timed);
}

static void a_poll_with_a_time_limit_waits_for_a_while(void **state)
{
    (void)state;
    pid_t child = child_that(polls_for_an_hour, ends[0]);
    struct kernel_wait wait = wait_of(child);
    end_child(child);
    assert_true(wait.timed && wait.input);
}

static void a_poll_without_a_time_limit_waits_for_ever(void **state)
{
    (void)state;
    pid_t child = child_that(polls_for_ever, ends[0]);
    struct kernel_wait wait = wait_of(child);
    end_child(child);
    assert_true(!wait.timed && wait.input);
}

static void who_is_stopped_waits(void **state)
{
    (void)state;
    pid_t child = child_that(stops, -1);
    assert_int_equal(waitpid(child, NULL, WUNTRACED), child);
    assert_true(kernel_wait(child, -1).blocked);
    end_child(child);
}

static void who_waits_for_orders_does_not_count(void **state)
{
    (void)state;
    pid_t child = child_that(receives_orders, ends[0]);
    until_in(child, SYS_recvmsg);
    assert_false(kernel_wait(child, ends[0]).blocked);
    assert_true(wait_of(child).input);
    end_child(child);
}

static void who_waits_for_a_child_that_computes_does_not_count(void **state)
{
    (void)state;
    pid_t grandchild, child = child_that(has_a_child_that_computes, -1);
    assert_int_equal(read(ends[0], &grandchild, sizeof grandchild), sizeof grandchild);
    until_in(child, SYS_wait4);
    assert_false(kernel_wait(child, -1).blocked);
    kill(grandchild, SIGKILL);
    end_child(child);
}

static void one_thread_that_computes_is_enough_not_to_wait(void **state)
{
    (void)state;
    pid_t child = child_that(has_a_thread_that_computes, ends[0]);
    until_in(child, SYS_read);
    assert_false(kernel_wait(child, -1).blocked);
    end_child(child);
}

static void who_has_ended_does_not_wait(void **state)
{
    (void)state;
    siginfo_t how;
    pid_t child = child_that(returns, -1);
    assert_int_equal(waitid(P_PID, (id_t)child, &how, WEXITED | WNOWAIT), 0);
    assert_false(kernel_wait(child, -1).blocked);
    end_child(child);
    assert_false(kernel_wait(child, -1).blocked);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_read_waits_for_input_on_its_descriptor),
        TEST(a_send_waits_for_room),
        TEST(an_accept_waits_for_a_client),
        TEST(who_only_waits_does_not_turn),
        TEST(who_has_gone_on_meanwhile_has_turned),
        TEST(who_computes_does_not_wait),
        TEST(who_sleeps_waits_for_a_while),
        TEST(a_poll_with_a_time_limit_waits_for_a_while),
        TEST(a_poll_without_a_time_limit_waits_for_ever),
        TEST(who_is_stopped_waits),
        TEST(who_waits_for_orders_does_not_count),
        TEST(who_waits_for_a_child_that_computes_does_not_count),
        TEST(one_thread_that_computes_is_enough_not_to_wait),
        TEST(who_has_ended_does_not_wait),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
