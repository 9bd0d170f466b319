/* names_test.c - names that others have chosen: of files, folders and students. */
#include "class/names.h"
#include "lessons.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void a_lesson_is_known_by_its_name(void **state)
{
    (void)state;
    static const char *const names[] = {
        "03_client_exchange.c",        "03_Client_EXCHANGE.C",     "03_client_exchange-1.c",
        "03_client_exchange (2).c",    "03_client_exchange(12).c", "03_client_exchange - Copy.c",
        "03_client_exchange copy 2.c", "03_client_exchange_7.c",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names_lesson(names[i]) != &lessons[2])
            fail_msg("%s is not known", names[i]);
    }
}

static void what_is_no_lesson_is_none(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",
        ".c",
        "03_client_exchange.cpp",
        "03_client_exchange.c.bak",
        "03_client_exchange",
        "03_client_exchanges.c",
        "13_client_exchange.c",
        "my03_client_exchange.c",
        "03_client_exchange_old.c",
        "client_exchange.c",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (names_lesson(names[i]) != NULL)
            fail_msg("%s is taken for a lesson", names[i]);
    }
}

static void text_of(const char *name, const char *wanted)
{
    char *text = names_text(name);
    assert_string_equal(text, wanted);
    free(text);
}

static void names_become_text(void **state)
{
    (void)state;
    text_of("Zoë 李", "Zoë 李");
    text_of("a\nb\x1b[2J", "a\\x0ab\\x1b[2J");
    text_of("\xff\xc3", "\\xff\\xc3");
    text_of("", "");
}

static void noise_is_left_alone(void **state)
{
    (void)state;
    assert_true(names_noise(".git"));
    assert_true(names_noise("__MACOSX"));
    assert_true(names_noise("node_modules"));
    assert_true(names_noise("2026-11-03-10-00-00.ceg"));
    assert_false(names_noise("lessons"));
    assert_false(names_noise("ceg"));
}

static void folders_tell_whose_a_file_is(void **state)
{
    (void)state;
    assert_int_equal(names_owner("lessons/x.c"), OF_STUDENT);
    assert_int_equal(names_owner("harness"), OF_STUDENT);
    assert_int_equal(names_owner("kit/Harness/checks/x.c"), OF_KIT);
    assert_int_equal(names_owner("solutions/x.c"), OF_KIT_IF_THERE);
    assert_int_equal(names_owner("tests/harness/.git/x.c"), OF_TOOL);
}

static void a_lesson_is_found_within_a_name(void **state)
{
    (void)state;
    assert_string_equal(names_lesson_within("lab1-ada-03_client_exchange.c"),
                        "03_client_exchange.c");
    assert_null(names_lesson_within("x103_client_exchange.c"));
    assert_null(names_lesson_within(""));
}

static void archives_are_known_by_their_endings(void **state)
{
    (void)state;
    char *name = names_without_ending("ada.tar.gz");
    assert_string_equal(name, "ada");
    free(name);
    name = names_without_ending("ada.lovelace");
    assert_string_equal(name, "ada.lovelace");
    free(name);
    assert_true(names_archive("x.ZIP"));
    assert_false(names_archive(".zip"));
}

static void names_are_compared_as_people_do(void **state)
{
    (void)state;
    assert_true(names_same(" Ada ", "ada"));
    assert_false(names_same("ada", "adam"));
    assert_false(names_same("", "a"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_lesson_is_known_by_its_name),
        cmocka_unit_test(what_is_no_lesson_is_none),
        cmocka_unit_test(names_become_text),
        cmocka_unit_test(noise_is_left_alone),
        cmocka_unit_test(folders_tell_whose_a_file_is),
        cmocka_unit_test(a_lesson_is_found_within_a_name),
        cmocka_unit_test(archives_are_known_by_their_endings),
        cmocka_unit_test(names_are_compared_as_people_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
