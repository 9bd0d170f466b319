/* lessons_test.c - the table of the lessons, and how people name one. */
#include "lessons.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

static void each_lesson_is_in_the_place_of_its_number(void **state)
{
    (void)state;
    for (int i = 0; i < LESSON_COUNT; i++) {
        assert_int_equal(lessons[i].number, i + 1);
        assert_int_equal(atoi(lessons[i].stem), i + 1);
        assert_ptr_equal(lesson_by_number(i + 1), &lessons[i]);
    }
}

static void each_lesson_has_a_title_that_fits_the_board(void **state)
{
    (void)state;
    for (int i = 0; i < LESSON_COUNT; i++) {
        assert_true(strlen(lessons[i].title) > 0);
        assert_true(strlen(lessons[i].title) <= 26);
    }
}

/* 01 to 04 are the client's steps, 05 to 10 the server's; a look-up belongs to no side. */
static void each_lesson_has_steps_of_its_side(void **state)
{
    (void)state;
    for (int i = 0; i < LESSON_COUNT; i++) {
        const char *side = i < 4 ? "client_" : "server_";
        assert_non_null(lessons[i].functions[0]);
        for (const char *const *function = lessons[i].functions; *function; function++)
            if (strcmp(*function, "host_address") != 0 && strcmp(*function, "service_port") != 0)
                assert_memory_equal(*function, side, strlen(side));
    }
}

static void each_lesson_has_checks(void **state)
{
    (void)state;
    for (int i = 0; i < LESSON_COUNT; i++)
        assert_non_null(lessons[i].checks[0]);
}

static void a_number_outside_the_table_is_no_lesson(void **state)
{
    (void)state;
    assert_null(lesson_by_number(0));
    assert_null(lesson_by_number(-1));
    assert_null(lesson_by_number(11));
}

static void a_lesson_goes_by_number_stem_or_path(void **state)
{
    (void)state;
    static const char *const names[] = {
        "3",
        "03",
        "03_client_exchange",
        "03_client_exchange.c",
        "lessons/03_client_exchange.c",
        "/a b/03_client_exchange.c",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_ptr_equal(lesson_from_text(names[i]), &lessons[2]);
    assert_ptr_equal(lesson_from_text("10"), &lessons[9]);
}

static void anything_else_is_no_lesson(void **state)
{
    (void)state;
    static const char *const names[] = {
        "",
        "0",
        "00",
        "11",
        "003",
        "3x",
        "-3",
        " 3",
        "+3",
        "3.c",
        "3/",
        "x",
        "99999999999",
        "03_client",
        "03_client_exchange.c.bak",
        "03_client_exchange.h",
        "03_client_exchange/",
        "03_client_exchange_",
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_null(lesson_from_text(names[i]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_lesson_is_in_the_place_of_its_number),
        cmocka_unit_test(each_lesson_has_a_title_that_fits_the_board),
        cmocka_unit_test(each_lesson_has_steps_of_its_side),
        cmocka_unit_test(each_lesson_has_checks),
        cmocka_unit_test(a_number_outside_the_table_is_no_lesson),
        cmocka_unit_test(a_lesson_goes_by_number_stem_or_path),
        cmocka_unit_test(anything_else_is_no_lesson),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
