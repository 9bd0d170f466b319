/* launch_test.c - the step's process: started, listened to, ended, and what of it may fail. */
/* link: -Wl,--wrap=kit_path,--wrap=socketpair,--wrap=fork,--wrap=memfd_create,--wrap=mmap */
/* link: -Wl,--wrap=sendmsg,--wrap=ftruncate,--wrap=recvmsg,--wrap=recv */
#include "stage_lesson.h"
#include "stage_world.h"

#include <sys/mman.h>

/* --- what fails ------------------------------------------------------------------------------- */

enum failing { SOCKETPAIR, FORK, MEMFD, MMAP, SENDMSG, TRUNCATE, RECVMSG, RECV, FAILING };
static struct {
    int at, error; /* the AT-th call from now on fails, 1 is the first; 0: none */
} failures[FAILING];
static int arena = -1; /* a copy of the file that is shared with the step */

static bool fails(enum failing which)
{
    if (failures[which].at == 0 || --failures[which].at > 0)
        return false;
    errno = failures[which].error;
    return true;
}

#define FAILABLE(type, name, which, parameters, arguments)                                         \
    type __real_##name parameters;                                                                 \
    type __wrap_##name parameters;                                                                 \
    type __wrap_##name parameters { return fails(which) ? (type)-1 : __real_##name arguments; }

FAILABLE(int, socketpair, SOCKETPAIR, (int family, int type, int protocol, int ends[2]),
         (family, type, protocol, ends))
FAILABLE(pid_t, fork, FORK, (void), ())
FAILABLE(void *, mmap, MMAP, (void *at, size_t size, int access, int flags, int fd, off_t from),
         (at, size, access, flags, fd, from))
FAILABLE(ssize_t, sendmsg, SENDMSG, (int fd, const struct msghdr *message, int flags),
         (fd, message, flags))
FAILABLE(int, ftruncate, TRUNCATE, (int fd, off_t size), (fd, size))
FAILABLE(ssize_t, recvmsg, RECVMSG, (int fd, struct msghdr *message, int flags),
         (fd, message, flags))
FAILABLE(ssize_t, recv, RECV, (int fd, void *buffer, size_t size, int flags),
         (fd, buffer, size, flags))

int __real_memfd_create(const char *name, unsigned flags);
int __wrap_memfd_create(const char *name, unsigned flags);
int __wrap_memfd_create(const char *name, unsigned flags)
{
    int file = fails(MEMFD) ? -1 : __real_memfd_create(name, flags);
    if (arena == -2 && strcmp(name, "arena") == 0)
        arena = fcntl(file, F_DUPFD_CLOEXEC, 0);
    return file;
}

static void fail_at(enum failing which, int at, int error)
{
    failures[which].at = at;
    failures[which].error = error;
}

/* --- a run ------------------------------------------------------------------------------------ */

static void a_run_says_that_it_is_ready_and_who_it_is(void **state)
{
    (void)state;
    launch_status(&stage);
    assert_int_equal(kill(stage.pid, 0), 0);
    assert_false(stage.ended);
}

static void what_the_step_prints_can_be_read(void **state)
{
    (void)state;
    size_t size = 0;
    call_step(STEP_CLIENT_SOCKET, -1, PRINTS, 12345);
    assert_int_equal(returned(), 5);
    char *text = launch_text(stage.output, 100, &size);
    assert_string_equal(text, "12345");
    assert_int_equal(size, 5);
    free(text);
}

static void of_a_long_text_the_beginning_and_the_size_are_told(void **state)
{
    (void)state;
    size_t size = 0;
    call_step(STEP_CLIENT_SOCKET, -1, PRINTS, 12345);
    returned();
    char *text = launch_text(stage.output, 3, &size);
    assert_string_equal(text, "123");
    assert_int_equal(size, 5);
    free(text);
}

static void where_nothing_was_printed_there_is_no_text(void **state)
{
    (void)state;
    size_t size = 7;
    assert_null(launch_text(stage.output, 100, &size));
    assert_int_equal(size, 0);
    assert_null(launch_text(-1, 100, &size));
}

static void the_end_of_a_run_leaves_no_process(void **state)
{
    call_step(STEP_CLIENT_SOCKET, -1, PAUSES, 0);
    launch_status(&stage);
    pid_t pid = stage.pid;
    end_run(state);
    assert_true(WIFSIGNALED(stage.wait_status));
    assert_int_equal(kill(pid, 0), -1);
    assert_int_equal(errno, ESRCH);
}

static void a_run_takes_no_descriptor_with_it(void **state)
{
    int before = open_descriptors();
    assert_int_equal(begin_run(state), 0);
    end_run(state);
    end_run(state); /* a second time does no harm */
    assert_int_equal(open_descriptors(), before);
}

static void a_step_that_has_gone_gets_no_orders(void **state)
{
    (void)state;
    shutdown(stage.status, SHUT_WR);
    ended();
    const struct wire_order order = {.op = ANSWER_GO};
    assert_int_equal(launch_order(&stage, &order, -1), -1);
    assert_int_equal(errno, EPIPE);
}

static void the_shared_memory_cannot_be_made_shorter(void **state)
{
    arena = -2;
    assert_int_equal(begin_run(state), 0);
    end_run(state);
    assert_int_equal(ftruncate(arena, 1), -1);
    assert_int_equal(errno, EPERM);
    close(arena);
    arena = -1;
}

/* --- what may fail ---------------------------------------------------------------------------- */

static void a_run_fails_with(enum failing which, int at, int error)
{
    int before = open_descriptors();
    fail_at(which, at, error);
    errno = 0;
    assert_int_equal(launch_run(&stage, requests, library), -1);
    assert_int_equal(errno, error);
    launch_end(&stage);
    assert_int_equal(open_descriptors(), before);
}

static void without_a_file_in_memory_there_is_no_run(void **state)
{
    (void)state;
    a_run_fails_with(MEMFD, 1, EMFILE);
    a_run_fails_with(MEMFD, 2, ENFILE);
    a_run_fails_with(MEMFD, 3, ENOMEM);
}

static void without_room_for_the_arena_there_is_no_run(void **state)
{
    (void)state;
    a_run_fails_with(TRUNCATE, 1, ENOSPC);
    a_run_fails_with(MMAP, 1, ENOMEM);
}

static void without_sockets_there_is_no_run(void **state)
{
    (void)state;
    a_run_fails_with(SOCKETPAIR, 1, EMFILE);
    a_run_fails_with(SOCKETPAIR, 2, ENFILE);
}

static void a_request_that_cannot_be_sent_is_no_run(void **state)
{
    (void)state;
    a_run_fails_with(SENDMSG, 1, ENOBUFS);
}

static void a_library_with_too_long_a_name_is_no_run(void **state)
{
    (void)state;
    char name[5000];
    int before = open_descriptors();
    memset(name, 'a', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_int_equal(launch_run(&stage, requests, name), -1);
    assert_int_equal(errno, ENAMETOOLONG);
    launch_end(&stage);
    assert_int_equal(open_descriptors(), before);
}

static void interrupted_messages_are_repeated(void **state)
{
    (void)state;
    fail_at(SENDMSG, 1, EINTR);
    call_step(STEP_CLIENT_SOCKET, -1, PRINTS, 1);
    fail_at(RECVMSG, 1, EINTR);
    fail_at(RECV, 1, EINTR);
    assert_int_equal(returned(), 1);
    assert_false(launch_status(&stage));
}

static void a_server_fails_with(enum failing which, int error)
{
    int before = open_descriptors();
    fail_at(which, 1, error);
    assert_int_equal(launch_server("/bin/true"), -1);
    assert_int_equal(errno, error);
    assert_int_equal(open_descriptors(), before);
}

static void without_a_process_or_sockets_there_is_no_server(void **state)
{
    (void)state;
    a_server_fails_with(FORK, EAGAIN);
    a_server_fails_with(SOCKETPAIR, EMFILE);
}

static void without_an_answer_there_is_no_server_for_a_lesson(void **state)
{
    (void)state;
    int before = open_descriptors();
    fail_at(SENDMSG, 1, EPIPE);
    assert_int_equal(launch_lesson_server(lab_server), -1);
    assert_int_equal(errno, EPIPE);
    fail_at(SOCKETPAIR, 1, EMFILE);
    assert_int_equal(launch_lesson_server(lab_server), -1);
    assert_int_equal(open_descriptors(), before);
}

static void a_run_of_a_server_that_is_gone_has_ended(void **state)
{
    (void)state;
    int none[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, none), 0);
    assert_int_equal(launch_run(&stage, none[0], library), 0);
    close(none[1]); /* and with it the request */
    assert_int_equal(ended(), -1);
    launch_end(&stage);
    close(none[0]);
}

#define TEST(test) cmocka_unit_test(test)

static int set_up(void **state)
{
    (void)state;
    return start_servers("stage_lesson");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_RUN(a_run_says_that_it_is_ready_and_who_it_is),
        IN_RUN(what_the_step_prints_can_be_read),
        IN_RUN(of_a_long_text_the_beginning_and_the_size_are_told),
        IN_RUN(where_nothing_was_printed_there_is_no_text),
        IN_RUN(the_end_of_a_run_leaves_no_process),
        TEST(a_run_takes_no_descriptor_with_it),
        IN_RUN(a_step_that_has_gone_gets_no_orders),
        TEST(the_shared_memory_cannot_be_made_shorter),
        TEST(without_a_file_in_memory_there_is_no_run),
        TEST(without_room_for_the_arena_there_is_no_run),
        TEST(without_sockets_there_is_no_run),
        TEST(a_request_that_cannot_be_sent_is_no_run),
        TEST(a_library_with_too_long_a_name_is_no_run),
        IN_RUN(interrupted_messages_are_repeated),
        TEST(without_a_process_or_sockets_there_is_no_server),
        TEST(without_an_answer_there_is_no_server_for_a_lesson),
        TEST(a_run_of_a_server_that_is_gone_has_ended),
    };
    return cmocka_run_group_tests(tests, set_up, stop_servers);
}
