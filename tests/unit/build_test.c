/* build_test.c - a lesson file to a library, or to words about what is wrong with it. */
/* link: -Wl,--wrap=kit_path,--wrap=open,--wrap=read,--wrap=fork,--wrap=memfd_create,--wrap=poll */
#include "kit_world.h"

#include "build.h"
#include "lessons.h"

#include <poll.h>
#include <sys/mman.h>

static const char good[] = "#include \"steps.h\"\n"
                           "int client_socket(int family, int type)\n"
                           "{\n    return socket(family, type, 0);\n}\n";
static struct build build;
static char libraries[128]; /* the folder for them */

/* --- what fails ------------------------------------------------------------------------------- */

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

/* --- building --------------------------------------------------------------------------------- */

static int begin(void **state)
{
    memset(&failing, 0, sizeof failing);
    if (make_folder(state) == -1)
        return -1;
    strcpy(libraries, in_folder("libraries"));
    return mkdir(libraries, 0777);
}

static int end(void **state)
{
    build_free(&build);
    unsetenv("LESSON_CFLAGS");
    return erase_folder(state);
}

static enum build_result built(void)
{
    int before = open_descriptors();
    build_lesson(lesson_by_number(1), folder, libraries, &build);
    assert_int_equal(open_descriptors(), before);
    assert_false(has_children());
    return build.result;
}

static enum build_result built_from(const char *text)
{
    put("01_client_socket.c", text);
    return built();
}

static void a_lesson_becomes_a_library_with_its_functions(void **state)
{
    (void)state;
    assert_int_equal(built_from(good), BUILD_DONE);
    assert_int_equal(access(build.library, R_OK), 0);
    assert_string_equal(build.words, "");
}

static void warnings_are_handed_on_under_the_learners_name(void **state)
{
    (void)state;
    char place[128];
    snprintf(place, sizeof place, "%s/01_client_socket.c:6:", folder);
    put("01_client_socket.c", good);
    FILE *file = fopen(in_folder("01_client_socket.c"), "ae");
    fputs("static int unused;\n", file);
    fclose(file);
    assert_int_equal(built(), BUILD_DONE);
    assert_says(build.words, place);
    assert_says(build.words, "unused");
}

static void a_file_that_is_not_there_is_missing(void **state)
{
    (void)state;
    assert_int_equal(built(), BUILD_MISSING);
    assert_says(build.words, "make reset");
}

static void what_is_not_c_is_broken_in_the_compilers_words(void **state)
{
    (void)state;
    char place[128];
    snprintf(place, sizeof place, "%s/01_client_socket.c:1:", folder);
    assert_int_equal(built_from("int client_socket(int family, int type) { return }\n"),
                     BUILD_BROKEN);
    assert_says(build.words, place);
    assert_says(build.words, "error: ");
}

static void a_function_that_is_missing_is_said_to_be(void **state)
{
    (void)state;
    assert_int_equal(built_from("int another(void)\n{\n    return 0;\n}\n"), BUILD_BROKEN);
    assert_string_equal(build.words, "the function client_socket() is missing; steps.h says how it "
                                     "is declared\n");
}

static void a_function_of_another_type_is_said_to_be(void **state)
{
    (void)state;
    assert_int_equal(built_from("int client_socket(long family)\n{\n    return family > 0;\n}\n"),
                     BUILD_BROKEN);
    assert_memory_equal(build.words, "client_socket() is not declared as", 34);
}

/* What a lesson calls int is for itself only. */
static void macros_do_not_change_the_contract(void **state)
{
    (void)state;
    assert_int_equal(built_from("#define int long\nint client_socket(int family, int type)\n"
                                "{\n    return family + type;\n}\n"),
                     BUILD_BROKEN);
    assert_says(build.words, "client_socket() is not declared as");
}

static void nothing_beside_the_file_is_found_by_its_includes(void **state)
{
    (void)state;
    put("beside.h", "");
    assert_int_equal(built_from("#include \"beside.h\"\n"), BUILD_BROKEN);
    assert_says(build.words, "beside.h");
}

static void a_name_with_odd_letters_is_a_name(void **state)
{
    (void)state;
    char odd[128], file[160];
    snprintf(odd, sizeof odd, "%s/a \"b\\ %%s", folder);
    assert_int_equal(mkdir(odd, 0777), 0);
    snprintf(file, sizeof file, "%s/01_client_socket.c", odd);
    FILE *out = fopen(file, "we");
    fputs("int client_socket(int a, int b) { return a + b }\n", out);
    fclose(out);
    build_lesson(lesson_by_number(1), odd, libraries, &build);
    assert_int_equal(build.result, BUILD_BROKEN);
    assert_says(build.words, file);
}

static void more_flags_come_from_the_environment(void **state)
{
    (void)state;
    setenv("LESSON_CFLAGS", "-Dspoiled=1 -Werror", 1);
    assert_int_equal(built_from("#ifdef spoiled\n#error spoiled\n#endif\n"), BUILD_BROKEN);
    assert_says(build.words, "#error spoiled");
}

/* --- odd files -------------------------------------------------------------------------------- */

static void an_empty_file_is_broken(void **state)
{
    (void)state;
    assert_int_equal(built_from(""), BUILD_BROKEN);
    assert_says(build.words, "is empty");
}

static void a_file_with_a_nul_is_no_text(void **state)
{
    (void)state;
    put_bytes("01_client_socket.c", good, sizeof good);
    assert_int_equal(built(), BUILD_BROKEN);
    assert_says(build.words, "NUL");
}

static void a_directory_is_no_lesson(void **state)
{
    (void)state;
    assert_int_equal(mkdir(in_folder("01_client_socket.c"), 0777), 0);
    assert_int_equal(built(), BUILD_BROKEN);
    assert_says(build.words, "a directory");
}

static void a_pipe_is_no_lesson_and_is_not_waited_for(void **state)
{
    (void)state;
    assert_int_equal(mkfifo(in_folder("01_client_socket.c"), 0666), 0);
    assert_int_equal(built(), BUILD_BROKEN);
    assert_says(build.words, "is not a file");
}

static void a_link_that_leads_nowhere_is_broken(void **state)
{
    (void)state;
    assert_int_equal(symlink("nowhere", in_folder("01_client_socket.c")), 0);
    assert_int_equal(built(), BUILD_BROKEN);
    assert_says(build.words, "leads nowhere");
}

static void a_file_of_more_than_a_megabyte_is_too_long(void **state)
{
    (void)state;
    put("01_client_socket.c", good);
    assert_int_equal(truncate(in_folder("01_client_socket.c"), (1 << 20) + 1), 0);
    assert_int_equal(built(), BUILD_BROKEN);
    assert_says(build.words, "bytes long");
}

static void a_file_that_may_not_be_read_is_broken(void **state)
{
    (void)state;
    failing.open = EACCES;
    assert_int_equal(built_from(good), BUILD_BROKEN);
    assert_says(build.words, "Permission denied");
}

/* --- the machine's faults --------------------------------------------------------------------- */

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

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_lesson_becomes_a_library_with_its_functions),
        TEST(warnings_are_handed_on_under_the_learners_name),
        TEST(a_file_that_is_not_there_is_missing),
        TEST(what_is_not_c_is_broken_in_the_compilers_words),
        TEST(a_function_that_is_missing_is_said_to_be),
        TEST(a_function_of_another_type_is_said_to_be),
        TEST(macros_do_not_change_the_contract),
        TEST(nothing_beside_the_file_is_found_by_its_includes),
        TEST(a_name_with_odd_letters_is_a_name),
        TEST(more_flags_come_from_the_environment),
        TEST(an_empty_file_is_broken),
        TEST(a_file_with_a_nul_is_no_text),
        TEST(a_directory_is_no_lesson),
        TEST(a_pipe_is_no_lesson_and_is_not_waited_for),
        TEST(a_link_that_leads_nowhere_is_broken),
        TEST(a_file_of_more_than_a_megabyte_is_too_long),
        TEST(a_file_that_may_not_be_read_is_broken),
        TEST(short_and_interrupted_reads_are_gone_on_with),
        TEST(a_disk_that_cannot_be_read_is_a_fault),
        TEST(no_room_for_the_compilers_words_is_a_fault),
        TEST(no_process_for_the_compiler_is_a_fault),
        TEST(no_compiler_is_a_fault_that_names_the_doctor),
        TEST(a_compiler_that_waits_for_ever_is_ended_and_said_to_be),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
