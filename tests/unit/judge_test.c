/* judge_test.c - lesson files to their verdicts: the kit's own, and odd ones. */
/* link: -Wl,--wrap=kit_path */
#include "judge_world.h"

static void is_to_do_as_a_skeleton(void **state)
{
    const struct lesson *lesson = *state;
    char skeleton[PATH_MAX + 64], copy[64];
    snprintf(skeleton, sizeof skeleton, "%s/harness/skeletons/%s.skeleton", checkout, lesson->stem);
    snprintf(copy, sizeof copy, "%s.c", lesson->stem);
    assert_int_equal(symlink(skeleton, in_folder(copy)), 0);
    assert_string_equal(status_of(lesson->number, folder), "todo");
    assert_int_equal(count("core", "passed"), 0);
    assert_int_equal(json_array_size(json_object_get(verdict, "mistakes")), 0);
}

static void passes_as_the_solution_does(void **state)
{
    const struct lesson *lesson = *state;
    assert_string_equal(status_of(lesson->number, files_of("solutions")), "passed");
    assert_int_equal(count("core", "passed"), count("core", "of"));
    assert_int_equal(count("stretch", "passed"), count("stretch", "of"));
    assert_int_equal(json_array_size(json_object_get(verdict, "mistakes")), 0);
}

static void a_verdict_has_all_its_members(void **state)
{
    (void)state;
    static const char *const members[] = {"lesson", "file",    "title",    "status",
                                          "core",   "stretch", "mistakes", "checks"};
    static const char *const of_a_check[] = {"name", "tier", "status", "mistake", "message"};
    status_of(1, files_of("solutions"));
    for (size_t i = 0; i < sizeof members / sizeof *members; i++)
        assert_non_null(json_object_get(verdict, members[i]));
    json_t *check = json_array_get(json_object_get(verdict, "checks"), 0);
    for (size_t i = 0; i < sizeof of_a_check / sizeof *of_a_check; i++)
        assert_non_null(json_object_get(check, of_a_check[i]));
}

/* --- odd files -------------------------------------------------------------------------------- */

#define STEP "#include \"steps.h\"\nint client_socket(int family, int type)\n"

static void a_file_that_is_not_there_is_missing(void **state)
{
    (void)state;
    assert_string_equal(status_of(1, folder), "missing");
    assert_says(message(), "make reset");
}

static void a_file_that_is_not_c_is_broken(void **state)
{
    (void)state;
    assert_string_equal(status_of_text("int client_socket(int a, int b) { return a + b }\n"),
                        "broken");
    assert_says(message(), "01_client_socket.c:1:");
}

static void words_that_are_not_utf_8_are_words_all_the_same(void **state)
{
    (void)state;
    assert_string_equal(status_of_text("int f(void) { return \xe4\xf6 }\n"), "broken");
    assert_says(message(), "01_client_socket.c:1:");
}

static void a_file_that_cannot_be_loaded_is_broken(void **state)
{
    (void)state;
    assert_string_equal(status_of_text("int helper(int);\n" STEP "{\n    return helper(family + "
                                       "type);\n}\n"),
                        "broken");
    assert_says(message(), "helper() is called");
    assert_int_equal(json_array_size(json_object_get(verdict, "checks")), 0);
}

static void warnings_stand_in_the_verdict(void **state)
{
    (void)state;
    status_of_text(STEP "{\n    int unused;\n    return socket(family, type, 0);\n}\n");
    assert_says(json_string_value(json_object_get(verdict, "warnings")), "unused");
}

static void one_mistake_is_named_once(void **state)
{
    (void)state;
    assert_string_equal(status_of_text(STEP "{\n    return socket(type, family, 0);\n}\n"),
                        "failed");
    assert_int_equal(json_array_size(json_object_get(verdict, "mistakes")), 1);
    assert_true(names("socket-args-swapped"));
}

static void what_is_printed_is_a_mistake_of_its_own(void **state)
{
    (void)state;
    assert_string_equal(
        status_of_text(
            "#include \"steps.h\"\n#include <stdio.h>\n" STEP
            "{\n    puts(\"here\");\n    return socket(family, type | SOCK_CLOEXEC, 0);\n}\n"),
        "failed");
    assert_int_equal(count("core", "passed"), count("core", "of") - 1);
    assert_true(names("prints"));
}

static void a_file_that_ends_the_process_before_it_is_called_passes_nothing(void **state)
{
    (void)state;
    const char *status = status_of_text(
        "#include <unistd.h>\n" STEP "{\n    return family + type;\n}\n"
        "__attribute__((constructor)) static void first(void)\n{\n    _exit(0);\n}\n");
    assert_string_equal(status, "failed");
    assert_true(count("core", "passed") < count("core", "of"));
}

int main(void)
{
    const struct CMUnitTest others[] = {
        TEST(a_verdict_has_all_its_members),
        TEST(a_file_that_is_not_there_is_missing),
        TEST(a_file_that_is_not_c_is_broken),
        TEST(words_that_are_not_utf_8_are_words_all_the_same),
        TEST(a_file_that_cannot_be_loaded_is_broken),
        TEST(warnings_stand_in_the_verdict),
        TEST(one_mistake_is_named_once),
        TEST(what_is_printed_is_a_mistake_of_its_own),
        TEST(a_file_that_ends_the_process_before_it_is_called_passes_nothing),
    };
    enum { OTHERS = sizeof others / sizeof *others };
    static struct CMUnitTest tests[OTHERS + 2 * LESSON_COUNT];
    static char name[2 * LESSON_COUNT][64];
    memcpy(tests, others, sizeof others);
    for (int i = 0; i < 2 * LESSON_COUNT; i++) {
        const struct lesson *lesson = &lessons[i / 2];
        snprintf(name[i], sizeof name[i],
                 i % 2 ? "%s passes as the solution" : "%s is to do as a skeleton", lesson->stem);
        tests[OTHERS + i] = (struct CMUnitTest){
            name[i], i % 2 ? passes_as_the_solution_does : is_to_do_as_a_skeleton, begin, end,
            (void *)lesson};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
