/* screen_test.c - what the screen of make watch shows. */
#include "watch/screen.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

#define LESSON(status, checks)                                                                     \
    "{\"lesson\": 3, \"title\": \"T\", \"status\": \"" status "\", \"message\": \"its words\","    \
    " \"core\": {\"passed\": 1, \"of\": 2}, \"stretch\": {\"passed\": 0, \"of\": 1},"              \
    " \"checks\": [" checks "]}"
#define STAR                                                                                       \
    "{\"name\": \"shines\", \"tier\": \"stretch\", \"status\": \"failed\", \"message\": \"dim\"}"
#define CORE                                                                                       \
    "{\"name\": \"works\", \"tier\": \"core\", \"status\": \"crashed\", \"message\": \"expected: " \
    "one\\nseen: "                                                                                 \
    "two\"}"

/* The screen of a lesson with that verdict (NULL: none yet); the caller frees it. */
static char *screen_of(const char *verdict, size_t rows, size_t columns)
{
    json_t *json = verdict ? json_loads(verdict, 0, NULL) : NULL;
    assert_true(!verdict || json != NULL);
    const struct view view = {.lesson = &lessons[2], .file = "lessons/x.c", .verdict = json};
    char *screen = screen_text(&view, rows, columns);
    json_decref(json);
    assert_non_null(screen);
    return screen;
}

static void shows(const char *verdict, const char *words, bool there)
{
    char *screen = screen_of(verdict, 24, 80);
    if ((strstr(screen, words) != NULL) != there)
        fail_msg("%s \"%s\" in:\n%s", there ? "no" : "there is", words, screen);
    free(screen);
}

static size_t lines_in(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += *text == '\n';
    return count;
}

static void the_state_stands_in_words(void **state)
{
    (void)state;
    shows(NULL, "not checked yet", true);
    shows(LESSON("todo", ""), "to do", true);
    shows(LESSON("failed", CORE), "failed", true);
    shows(LESSON("broken", ""), "broken\nlessons/x.c\n\n  its words\n", true);
    shows(LESSON("passed", ""), "Lesson 3 is passed. 1 star is left.", true);
}

static void the_one_thing_to_do_is_of_the_core_before_a_star(void **state)
{
    (void)state;
    shows(LESSON("failed", STAR "," CORE), "works: crashed\n  expected: one\n  seen: two", true);
    shows(LESSON("failed", STAR "," CORE), "shines", false);
    shows(LESSON("passed", STAR), "star: shines: failed\n  dim", true);
}

static void a_key_is_shown_only_when_it_works(void **state)
{
    (void)state;
    shows(NULL, "h hint", false);
    shows(NULL, "t trace", false);
    shows(LESSON("todo", ""), "h hint", true);
    shows(LESSON("todo", ""), "t trace", false);
    shows(LESSON("failed", CORE), "t trace", true);
    shows(LESSON("passed", ""), "h hint", true); /* on the star that is left */
    shows("{\"status\": \"passed\", \"stretch\": {\"passed\": 1, \"of\": 1}}", "h hint", false);
    shows(LESSON("passed", ""), "s solution", false); /* this kit has none */
    shows(LESSON("passed", ""), "n next lesson", true);
    shows(LESSON("failed", CORE), "space on", false);
    shows(LESSON("failed", CORE), "q quit", true);
}

static void a_key_that_is_not_shown_does_nothing(void **state)
{
    (void)state;
    const struct view view = {.lesson = &lessons[9], .file = "lessons/x.c"};
    assert_false(screen_has_key(&view, 'n'));
    assert_false(screen_has_key(&view, 'h'));
    assert_false(screen_has_key(&view, '3'));
    assert_false(screen_has_key(&view, 'z'));
    assert_true(screen_has_key(&view, 'q'));
}

static void it_has_as_many_lines_as_the_terminal(void **state)
{
    (void)state;
    static const size_t rows[] = {4, 12, 24, 50};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *screen = screen_of(LESSON("failed", CORE), rows[i], 80);
        assert_int_equal(lines_in(screen), rows[i]);
        free(screen);
    }
}

static void what_does_not_fit_is_counted(void **state)
{
    (void)state;
    char *screen = screen_of(LESSON("failed", CORE), 7, 80);
    assert_non_null(strstr(screen, "(3 more lines: c shows them)\n"));
    free(screen);
}

static void of_a_long_message_what_is_to_do_stays(void **state)
{
    (void)state;
    static const char verdict[] =
        LESSON("failed", "{\"name\": \"works\", \"tier\": \"core\", \"status\": \"failed\","
                         " \"message\": \"seen: two\\nwhy: 1\\nwhy 2\\nwhy 3\\nto do: a\\nb\"}");
    char *screen = screen_of(verdict, 12, 80);
    assert_non_null(strstr(screen, "seen: two\n  why: 1\n(2 more lines: c shows them)\n  to do: a\n"
                                   "  b\n\n"));
    assert_int_equal(lines_in(screen), 12);
    free(screen);
    screen = screen_of(verdict, 8, 80); /* no room for both */
    assert_null(strstr(screen, "to do"));
    assert_int_equal(lines_in(screen), 8);
    free(screen);
}

static void a_long_line_goes_on_in_the_next(void **state)
{
    (void)state;
    const struct view view = {.lesson = &lessons[2], .page = PAGE_TEXT, .text = "abcdefghij\nk\n"};
    char *screen = screen_text(&view, 0, 4);
    assert_non_null(strstr(screen, "abcd\nefgh\nij\nk\n"));
    free(screen);
}

static void a_text_is_scrolled_and_stays_in_its_bounds(void **state)
{
    (void)state;
    struct view view = {
        .lesson = &lessons[2], .page = PAGE_TEXT, .text = "1\n2\n3\n4\n5\n6\n7\n8\n9\n"};
    assert_true(screen_scrolls(&view, 6, 80));
    assert_false(screen_scrolls(&view, 20, 80));
    view.from = screen_scroll(&view, ' ', 6, 80);
    assert_int_equal(view.from, 2);
    char *screen = screen_text(&view, 6, 80);
    assert_ptr_equal(strstr(screen, "3\n4\n5\n(lines 3 to 5 of 9)\n"), screen);
    free(screen);
    view.from = screen_scroll(&view, 'b', 6, 80);
    assert_int_equal(screen_scroll(&view, 'b', 6, 80), 0);
    view.from = 8;
    assert_int_equal(screen_scroll(&view, ' ', 6, 80), 8);
}

#define TEST(test) cmocka_unit_test(test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_state_stands_in_words),
        TEST(the_one_thing_to_do_is_of_the_core_before_a_star),
        TEST(a_key_is_shown_only_when_it_works),
        TEST(a_key_that_is_not_shown_does_nothing),
        TEST(it_has_as_many_lines_as_the_terminal),
        TEST(what_does_not_fit_is_counted),
        TEST(of_a_long_message_what_is_to_do_stays),
        TEST(a_long_line_goes_on_in_the_next),
        TEST(a_text_is_scrolled_and_stays_in_its_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
