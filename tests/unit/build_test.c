/* build_test.c - a lesson file to a library, or to words about what is wrong with it. */
/* link: -Wl,--wrap=kit_path */
#include "build_world.h"

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

static void of_very_many_words_it_is_said_how_much_is_left_out(void **state)
{
    (void)state;
    put("01_client_socket.c", good);
    FILE *file = fopen(in_folder("01_client_socket.c"), "ae");
    for (int i = 0; i < 1000; i++)
        fprintf(file, "static int unused_%d;\n", i);
    fclose(file);
    assert_int_equal(built(), BUILD_DONE);
    const char *last = strrchr(build.words, '(');
    assert_non_null(last);
    assert_int_equal(last[-1], '\n');
    assert_memory_equal(last, "(the compiler says ", 19);
    assert_true(atol(last + 19) > 1000);
    assert_says(last, " more bytes: mend what stands first)\n");
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

/* Some editors write it at the beginning, and gcc passes it by. */
static void the_mark_of_utf_8_is_passed_by(void **state)
{
    (void)state;
    char text[1024];
    snprintf(text, sizeof text, "\xef\xbb\xbf%s", good);
    assert_int_equal(built_from(text), BUILD_DONE);
    assert_string_equal(build.words, "");
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

static void a_file_that_ends_too_early_is_said_to(void **state)
{
    (void)state;
    assert_int_equal(built_from("int client_socket(int a, int b)\n{\n    return a + b;\n"),
                     BUILD_BROKEN);
    assert_says(build.words, "ends in the middle of something");
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_lesson_becomes_a_library_with_its_functions),
        TEST(warnings_are_handed_on_under_the_learners_name),
        TEST(of_very_many_words_it_is_said_how_much_is_left_out),
        TEST(a_file_that_is_not_there_is_missing),
        TEST(what_is_not_c_is_broken_in_the_compilers_words),
        TEST(the_mark_of_utf_8_is_passed_by),
        TEST(a_function_that_is_missing_is_said_to_be),
        TEST(a_function_of_another_type_is_said_to_be),
        TEST(a_file_that_ends_too_early_is_said_to),
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
