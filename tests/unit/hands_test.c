/* hands_test.c - however many checks are run at a time, the verdict is the same. */
/* link: -Wl,--wrap=kit_path */
#include "judge_world.h"

/* What a verdict says, without the values that change from run to run; the caller frees it. */
static char *essence(void)
{
    size_t i;
    json_t *check, *checks = json_array();
    assert_non_null(verdict);
    json_array_foreach(json_object_get(verdict, "checks"), i, check) json_array_append_new(
        checks, json_pack("[O, O, O]", json_object_get(check, "name"),
                          json_object_get(check, "status"), json_object_get(check, "mistake")));
    json_t *all = json_pack("[O, O, O, O, o]", json_object_get(verdict, "status"),
                            json_object_get(verdict, "core"), json_object_get(verdict, "stretch"),
                            json_object_get(verdict, "mistakes"), checks);
    char *text = json_dumps(all, 0);
    json_decref(all);
    assert_non_null(text);
    return text;
}

static char *judged_with(int number, const char *directory, int wished)
{
    hands = wished;
    status_of(number, directory);
    char *text = essence();
    json_decref(verdict);
    verdict = NULL;
    hands = 1;
    return text;
}

static void is_the_same(int number, const char *directory, const char *status)
{
    static const int wished[] = {2, 5};
    char *one = judged_with(number, directory, 1);
    assert_non_null(strstr(one, status));
    for (size_t i = 0; i < sizeof wished / sizeof *wished; i++) {
        char *other = judged_with(number, directory, wished[i]);
        assert_string_equal(one, other);
        free(other);
    }
    free(one);
}

static void text_is_the_same(const char *text, const char *status)
{
    put("01_client_socket.c", text);
    is_the_same(1, folder, status);
}

#define STEP "#include \"steps.h\"\nint client_socket(int family, int type)\n"

static void a_right_answer(void **state)
{
    (void)state;
    is_the_same(3, files_of("solutions"), "passed");
}

static void a_skeleton(void **state)
{
    (void)state;
    text_is_the_same("#include <errno.h>\n" STEP "{\n    (void)family, (void)type;\n"
                     "    errno = ENOSYS;\n    return -1;\n}\n",
                     "todo");
}

static void a_file_that_cannot_be_loaded(void **state)
{
    (void)state;
    text_is_the_same("int helper(int);\n" STEP "{\n    return helper(family + type);\n}\n",
                     "broken");
}

static void a_mistake_on_which_all_else_waits(void **state)
{
    (void)state;
    text_is_the_same("#include <sys/socket.h>\n" STEP "{\n    (void)family, (void)type;\n"
                     "    return socket(AF_UNIX, SOCK_DGRAM, 0);\n}\n",
                     "waiting");
}

static void a_mistake_of_one_check(void **state)
{
    (void)state;
    text_is_the_same("#include <sys/socket.h>\n" STEP "{\n    return socket(family, type, 0);\n}\n",
                     "inheritable");
}

static void a_step_that_computes_without_end(void **state)
{
    (void)state;
    text_is_the_same(STEP "{\n    for (volatile unsigned i = (unsigned)(family + type);; i++)\n    "
                          "    continue;\n}\n",
                     "stuck");
}

static void a_step_that_leaves_a_process_behind(void **state)
{
    (void)state;
    text_is_the_same("#include <sys/socket.h>\n#include <unistd.h>\n" STEP
                     "{\n    if (fork() == 0) {\n"
                     "        alarm(20);\n        pause();\n        _exit(0);\n    }\n"
                     "    return socket(family, type | SOCK_CLOEXEC, 0);\n}\n",
                     "no child process");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_right_answer),
        TEST(a_skeleton),
        TEST(a_file_that_cannot_be_loaded),
        TEST(a_mistake_on_which_all_else_waits),
        TEST(a_mistake_of_one_check),
        TEST(a_step_that_computes_without_end),
        TEST(a_step_that_leaves_a_process_behind),
    };
    return find_checkout() == 0 ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
