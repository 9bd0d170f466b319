/* doctor_test.c - what a machine lacks is named, and told apart from what can be done without. */
/* link: -Wl,--wrap=unshare,--wrap=pidfd_open,--wrap=command_run,--wrap=mkdtemp */
#include "doctor.h"

#include "run.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

static bool no_namespaces, no_pidfds, no_programs, no_folder;

int __real_pidfd_open(pid_t pid, unsigned flags);
char *__real_mkdtemp(char *name);
int __wrap_unshare(int flags);
int __wrap_pidfd_open(pid_t pid, unsigned flags);
int __wrap_command_run(struct command *command, bool quiet);
char *__wrap_mkdtemp(char *name);

int __wrap_unshare(int flags)
{
    (void)flags;
    errno = EPERM;
    return no_namespaces ? -1 : 0;
}

int __wrap_pidfd_open(pid_t pid, unsigned flags)
{
    errno = ENOSYS;
    return no_pidfds ? -1 : __real_pidfd_open(pid, flags);
}

int __wrap_command_run(struct command *command, bool quiet)
{
    (void)quiet;
    command_free(command);
    return no_programs ? 127 : 0;
}

char *__wrap_mkdtemp(char *name)
{
    errno = ENOSPC;
    return no_folder ? NULL : __real_mkdtemp(name);
}

/* The report, which the caller frees. */
static char *report(const char *build, int *result)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    *result = doctor_report(out, build);
    fclose(out);
    return text;
}

static int healthy(void **state)
{
    (void)state;
    no_namespaces = no_pidfds = no_programs = no_folder = false;
    return 0;
}

static void says(const char *build, const char *line, int expected)
{
    int result = 1;
    char *text = report(build, &result);
    assert_non_null(strstr(text, line));
    assert_int_equal(result, expected);
    free(text);
}

static void what_is_there_is_ok(void **state)
{
    (void)state;
    says("/tmp", "ok       compiler\n", 0);
    says("/tmp", "ok       writable build/\n", 0);
    says("/tmp", "ok       user namespaces\n", 0);
    says("/tmp", "The kit can work here.\n", 0);
}

static void what_can_be_done_without_is_limited(void **state)
{
    (void)state;
    no_namespaces = true;
    says("/tmp", "limited  user namespaces\n         no sandbox", 0);
}

static void what_the_kit_needs_is_missing(void **state)
{
    (void)state;
    no_pidfds = true;
    says("/tmp", "missing  pidfd_open\n", -1);
    says("/tmp", "The kit cannot work here", -1);
}

static void a_compiler_that_makes_no_program_is_missing(void **state)
{
    (void)state;
    no_programs = true;
    says("/tmp", "missing  compiler\n", -1);
    says("/tmp", "limited  objcopy\n", -1);
}

static void each_complaint_says_what_to_do(void **state)
{
    (void)state;
    int result = 0;
    no_namespaces = no_pidfds = no_programs = true;
    char *text = report("/proc/nowhere", &result);
    int complaints = 0, advice = 0;
    for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1) {
        complaints += strncmp(line, "missing ", 8) == 0 || strncmp(line, "limited ", 8) == 0;
        advice += strncmp(line, "         to do: ", 16) == 0;
    }
    assert_true(complaints >= 6);
    assert_int_equal(complaints, advice);
    free(text);
}

static void a_read_only_kit_is_limited(void **state)
{
    (void)state;
    says("/proc/nowhere", "limited  writable build/\n", 0);
    says("/proc/nowhere", "ok       compiler\n", 0); /* tried elsewhere */
}

static void without_any_room_nothing_can_be_tried(void **state)
{
    (void)state;
    no_folder = true;
    says("/tmp", "missing  room for programs\n", -1);
}

int main(void)
{
#define TEST(test) cmocka_unit_test_setup(test, healthy)
    const struct CMUnitTest tests[] = {
        TEST(what_is_there_is_ok),
        TEST(what_can_be_done_without_is_limited),
        TEST(what_the_kit_needs_is_missing),
        TEST(a_compiler_that_makes_no_program_is_missing),
        TEST(each_complaint_says_what_to_do),
        TEST(a_read_only_kit_is_limited),
        TEST(without_any_room_nothing_can_be_tried),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
