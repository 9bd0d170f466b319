/* judge_failure_test.c - a kit that cannot judge says why; and what makes it another kit. */
/* link: -Wl,--wrap=kit_path,--wrap=mkdtemp,--wrap=launch_server,--wrap=launch_lesson_server */
/* link: -Wl,--wrap=launch_run,--wrap=mmap,--wrap=open_memstream */
#include "judge_world.h"

#include "confine.h"
#include "judge/launch.h"

#include <sys/mman.h>

static struct {
    int mkdtemp; /* so many of them fail */
    bool launch_server, launch_lesson_server, launch_run, mmap, memory;
} failing;

#define FAILS_IF(condition, error, otherwise)                                                      \
    {                                                                                              \
        if (!(condition))                                                                          \
            return otherwise;                                                                      \
        errno = error;                                                                             \
    }

char *__real_mkdtemp(char *name);
char *__wrap_mkdtemp(char *name);
char *__wrap_mkdtemp(char *name)
{
    FAILS_IF(failing.mkdtemp > 0, ENOSPC, __real_mkdtemp(name))
    failing.mkdtemp--;
    return NULL;
}

int __real_launch_server(const char *stage);
int __wrap_launch_server(const char *stage);
int __wrap_launch_server(const char *stage)
{
    FAILS_IF(failing.launch_server, EAGAIN, __real_launch_server(stage))
    return -1;
}

int __real_launch_lesson_server(int requests);
int __wrap_launch_lesson_server(int requests);
int __wrap_launch_lesson_server(int requests)
{
    FAILS_IF(failing.launch_lesson_server, EPIPE, __real_launch_lesson_server(requests))
    return -1;
}

int __real_launch_run(struct stage *stage, int requests, const char *library);
int __wrap_launch_run(struct stage *stage, int requests, const char *library);
int __wrap_launch_run(struct stage *stage, int requests, const char *library)
{
    FAILS_IF(failing.launch_run, EMFILE, __real_launch_run(stage, requests, library))
    return -1;
}

void *__real_mmap(void *at, size_t size, int access, int flags, int fd, off_t from);
void *__wrap_mmap(void *at, size_t size, int access, int flags, int fd, off_t from);
void *__wrap_mmap(void *at, size_t size, int access, int flags, int fd, off_t from)
{
    FAILS_IF(failing.mmap, ENOMEM, __real_mmap(at, size, access, flags, fd, from))
    return MAP_FAILED;
}

FILE *__real_open_memstream(char **text, size_t *size);
FILE *__wrap_open_memstream(char **text, size_t *size);
FILE *__wrap_open_memstream(char **text, size_t *size)
{
    FAILS_IF(failing.memory, ENOMEM, __real_open_memstream(text, size))
    return NULL;
}

/* --- judging ------------------------------------------------------------------------- */

static void is_the_kits_fault(const char *words)
{
    assert_string_equal(status_of(1, files_of("solutions")), "");
    memset(&failing, 0, sizeof failing);
    assert_null(verdict);
    assert_says(why, words);
}

static void no_process_to_judge_is_the_kits_fault(void **state)
{
    (void)state;
    failing.launch_lesson_server = true;
    is_the_kits_fault("no room for a process");
}

static void no_memory_to_judge_is_the_kits_fault(void **state)
{
    (void)state;
    failing.mmap = true;
    is_the_kits_fault("no room for a process or for memory");
}

static void no_run_of_a_check_is_the_kits_fault(void **state)
{
    (void)state;
    failing.launch_run = true;
    is_the_kits_fault("cannot start the step's process (Too many open files)");
}

static void become(enum confined which, char *const *words, char *const *environment)
{
    (void)which;
    execvpe(words[0], words, environment);
}

/* A file that ends its server while it is loaded. */
static const char *status_of_one_that_is_alone(void)
{
    return status_of_text("#include \"steps.h\"\n#include <signal.h>\n#include <unistd.h>\n"
                          "__attribute__((constructor)) static void f(void)\n"
                          "{ kill(getppid(), SIGKILL); for (;;) pause(); }\n"
                          "int client_socket(int family, int type) { return family + type; }\n");
}

static void a_server_that_ends_is_the_machines_fault_at_home(void **state)
{
    (void)state;
    assert_string_equal(status_of_one_that_is_alone(), "");
    assert_says(why, "stage server has ended");
}

static void in_a_sandbox_it_is_the_lessons_doing(void **state)
{
    (void)state;
    confinement.become = become;
    const char *status = status_of_one_that_is_alone();
    confinement.become = NULL;
    assert_string_equal(status, "failed");
    assert_null(why);
}

static void does_not_start(const char *words)
{
    const char *reason = NULL;
    int before = open_descriptors();
    assert_int_equal(judge_start(&reason), -1);
    memset(&failing, 0, sizeof failing);
    assert_says(reason, words);
    judge_stop();
    assert_int_equal(open_descriptors(), before);
}

static void without_a_stage_nothing_is_judged(void **state)
{
    (void)state;
    kit = folder;
    does_not_start("type make");
}

static void without_a_server_nothing_is_judged(void **state)
{
    (void)state;
    failing.launch_server = true;
    does_not_start("stage server");
}

static void without_a_folder_nothing_is_judged(void **state)
{
    (void)state;
    failing.mkdtemp = 2;
    does_not_start("no folder");
}

static void where_the_kit_is_read_only_libraries_go_elsewhere(void **state)
{
    (void)state;
    const char *reason;
    assert_int_equal(make_folder(state), 0);
    failing.mkdtemp = 1;
    assert_int_equal(judge_start(&reason), 0);
    assert_string_equal(status_of(1, files_of("solutions")), "passed");
    end(state);
}

/* --- identity --------------------------------------------------------------------------------- */

static void identity_changes(bool (*with)(void))
{
    char *before = judge_identity();
    bool changed = with();
    char *after = judge_identity();
    assert_non_null(before);
    assert_int_equal(strcmp(before, after) != 0, changed);
    free(before);
    free(after);
}

static bool nothing(void) { return false; }

static bool other_flags(void) { return setenv("LESSON_CFLAGS", "-O2", 1) == 0; }

static bool another_guide(void)
{
    put("GUIDE.md", "");
    return true;
}

static void a_kit_that_stays_the_same_is_the_same(void **state)
{
    (void)state;
    identity_changes(nothing);
}

static void a_kit_with_other_flags_is_another(void **state)
{
    (void)state;
    identity_changes(other_flags);
    unsetenv("LESSON_CFLAGS");
}

static void a_kit_with_another_guide_is_another(void **state)
{
    (void)state;
    kit = folder;
    identity_changes(another_guide);
}

static void without_memory_there_is_no_identity(void **state)
{
    (void)state;
    failing.memory = true;
    assert_null(judge_identity());
    failing.memory = false;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(no_process_to_judge_is_the_kits_fault),
        TEST(no_memory_to_judge_is_the_kits_fault),
        TEST(no_run_of_a_check_is_the_kits_fault),
        TEST(a_server_that_ends_is_the_machines_fault_at_home),
        TEST(in_a_sandbox_it_is_the_lessons_doing),
        IN_FOLDER(without_a_stage_nothing_is_judged),
        IN_FOLDER(without_a_server_nothing_is_judged),
        IN_FOLDER(without_a_folder_nothing_is_judged),
        cmocka_unit_test(where_the_kit_is_read_only_libraries_go_elsewhere),
        IN_FOLDER(a_kit_that_stays_the_same_is_the_same),
        IN_FOLDER(a_kit_with_other_flags_is_another),
        IN_FOLDER(a_kit_with_another_guide_is_another),
        IN_FOLDER(without_memory_there_is_no_identity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
