/* build_failure_test.c - a machine that cannot build: its fault is not the learner's. */
/* link: -Wl,--wrap=kit_path,--wrap=open,--wrap=read,--wrap=fork,--wrap=memfd_create,--wrap=poll */
#include "build_world.h"

#include <poll.h>
#include <sys/mman.h>

static struct {
    int open, read, fork, memfd; /* the errno of the next one; 0: it does not fail */
    bool small_reads, hangs;
} failing;

static int errno_once(int *error)
{
    int value = *error;
    *error = 0;
    return value == 0 ? 0 : (errno = value, -1);
}

int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...)
{
    return errno_once(&failing.open) == -1 ? -1 : __real_open(path, flags);
}

ssize_t __real_read(int fd, void *buffer, size_t size);
ssize_t __wrap_read(int fd, void *buffer, size_t size);
ssize_t __wrap_read(int fd, void *buffer, size_t size)
{
    if (errno_once(&failing.read) == -1)
        return -1;
    return __real_read(fd, buffer, failing.small_reads && size > 7 ? 7 : size);
}

pid_t __real_fork(void);
pid_t __wrap_fork(void);
pid_t __wrap_fork(void) { return errno_once(&failing.fork) == -1 ? -1 : __real_fork(); }

int __real_memfd_create(const char *name, unsigned flags);
int __wrap_memfd_create(const char *name, unsigned flags);
int __wrap_memfd_create(const char *name, unsigned flags)
{
    return errno_once(&failing.memfd) == -1 ? -1 : __real_memfd_create(name, flags);
}

/* The time is over as soon as the compiler waits for the pipe that it was told to include. */
int __real_poll(struct pollfd *fds, nfds_t count, int timeout);
int __wrap_poll(struct pollfd *fds, nfds_t count, int timeout);
int __wrap_poll(struct pollfd *fds, nfds_t count, int timeout)
{
    if (!failing.hangs)
        return __real_poll(fds, count, timeout);
    int pipe = __real_open(in_folder("pipe"), O_WRONLY | O_CLOEXEC);
    failing.hangs = false;
    return pipe == -1 ? -1 : 0; /* stays open until the program ends */
}

static void a_file_that_may_not_be_read_is_broken(void **state)
{
    (void)state;
    failing.open = EACCES;
    assert_int_equal(built_from(good), BUILD_BROKEN);
    assert_says(build.words, "Permission denied");
}

static void short_and_interrupted_reads_are_gone_on_with(void **state)
{
    (void)state;
    failing.small_reads = true;
    failing.read = EINTR;
    assert_int_equal(built_from(good), BUILD_DONE);
}

static void a_disk_that_cannot_be_read_is_a_fault(void **state)
{
    (void)state;
    failing.read = EIO;
    assert_int_equal(built_from(good), BUILD_FAULT);
    assert_says(build.words, "Input/output error");
}

static void no_room_for_the_compilers_words_is_a_fault(void **state)
{
    (void)state;
    failing.memfd = EMFILE;
    assert_int_equal(built_from(good), BUILD_FAULT);
    assert_says(build.words, "cannot prepare");
}

static void no_process_for_the_compiler_is_a_fault(void **state)
{
    (void)state;
    failing.fork = EAGAIN;
    assert_int_equal(built_from(good), BUILD_FAULT);
    assert_says(build.words, "Resource temporarily unavailable");
}

static void no_compiler_is_a_fault_that_names_the_doctor(void **state)
{
    (void)state;
    char *path = strdup(getenv("PATH"));
    setenv("PATH", folder, 1);
    enum build_result result = built_from(good);
    setenv("PATH", path, 1);
    free(path);
    assert_int_equal(result, BUILD_FAULT);
    assert_says(build.words, "make doctor");
}

static void a_compiler_that_waits_for_ever_is_ended_and_said_to_be(void **state)
{
    (void)state;
    char text[128];
    assert_int_equal(mkfifo(in_folder("pipe"), 0666), 0);
    snprintf(text, sizeof text, "#include \"%s\"\n", in_folder("pipe"));
    put("01_client_socket.c", text);
    failing.hangs = true;
    build_lesson(lesson_by_number(1), folder, libraries, &build);
    assert_int_equal(build.result, BUILD_BROKEN);
    assert_false(has_children());
    assert_says(build.words, "compiler");
}

/* What comes of a lesson where SCRIPT is the compiler; it finds the real one by $PATH once it has
   taken the first folder away. */
static enum build_result built_by(const char *script)
{
    char compiler[] = KIT_CC;
    compiler[strcspn(compiler, " ")] = '\0';
    FILE *file = fopen(in_folder(compiler), "we");
    fprintf(file, "#!/bin/sh\nPATH=${PATH#*:}\n%s\n", script);
    fclose(file);
    chmod(in_folder(compiler), 0755);
    char *path = strdup(getenv("PATH")), *with = NULL;
    assert_true(asprintf(&with, "%s:%s", folder, path) > 0);
    setenv("PATH", with, 1);
    enum build_result result = built_from(good);
    setenv("PATH", path, 1);
    free(path);
    free(with);
    return result;
}

static void a_compiler_that_was_out_of_time_once_is_asked_again(void **state)
{
    (void)state;
    assert_int_equal(
        built_by("[ -e \"$0.was\" ] && exec " KIT_CC " \"$@\"\n"
                 ">\"$0.was\"; echo 'gcc: fatal error: CPU time limit exceeded'; exit 1"),
        BUILD_DONE);
}

static void a_compiler_that_is_always_out_of_time_breaks_the_lesson(void **state)
{
    (void)state;
    assert_int_equal(built_by("echo 'gcc: fatal error: CPU time limit exceeded'; exit 1"),
                     BUILD_BROKEN);
    assert_says(build.words, "busy without end");
}

static void a_compiler_that_found_no_process_once_is_asked_again(void **state)
{
    (void)state;
    assert_int_equal(built_by("[ -e \"$0.was\" ] && exec " KIT_CC " \"$@\"\n"
                              ">\"$0.was\"; echo \"gcc: fatal error: cannot execute 'cc1': vfork\""
                              "; exit 1"),
                     BUILD_DONE);
}

static void a_compiler_that_lacks_a_part_is_a_fault(void **state)
{
    (void)state;
    assert_int_equal(built_by("echo \"gcc: fatal error: cannot execute 'cc1': vfork\"; exit 1"),
                     BUILD_FAULT);
    assert_says(build.words, "of any file");
}

static void a_lesson_that_has_it_say_so_is_broken(void **state)
{
    (void)state;
    assert_int_equal(built_from("#line 1 \"gcc: fatal error: cannot execute 'cc1\"\nint x = ;\n"),
                     BUILD_BROKEN);
}

static void a_compiler_that_is_killed_is_a_fault(void **state)
{
    (void)state;
    assert_int_equal(built_by("kill -9 $$"), BUILD_FAULT);
    assert_says(build.words, "signal 9");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_that_may_not_be_read_is_broken),
        TEST(short_and_interrupted_reads_are_gone_on_with),
        TEST(a_disk_that_cannot_be_read_is_a_fault),
        TEST(no_room_for_the_compilers_words_is_a_fault),
        TEST(no_process_for_the_compiler_is_a_fault),
        TEST(no_compiler_is_a_fault_that_names_the_doctor),
        TEST(a_compiler_that_waits_for_ever_is_ended_and_said_to_be),
        TEST(a_compiler_that_was_out_of_time_once_is_asked_again),
        TEST(a_compiler_that_is_always_out_of_time_breaks_the_lesson),
        TEST(a_compiler_that_found_no_process_once_is_asked_again),
        TEST(a_compiler_that_lacks_a_part_is_a_fault),
        TEST(a_lesson_that_has_it_say_so_is_broken),
        TEST(a_compiler_that_is_killed_is_a_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
