/* terminal_test.c - what people read: the board, a lesson in full, the next step. */
#include "report/terminal.h"
#include "report/text.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

#include "lessons.h"

typedef void (*renderer)(const struct terminal *terminal, const json_t *json);

/* What RENDER writes for that JSON; the caller frees it. */
static char *rendered(renderer render, const char *json, bool colour, bool chosen)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    json_t *value = json_loads(json, 0, NULL);
    assert_non_null(value);
    const struct terminal terminal = {
        .out = out, .colour = colour, .directory = "lessons", .chosen = chosen};
    render(&terminal, value);
    fclose(out);
    json_decref(value);
    return text;
}

static void renders(renderer render, const char *json, const char *expected)
{
    char *text = rendered(render, json, false, false);
    assert_string_equal(text, expected);
    free(text);
}

#define LESSON(number, file, title, status)                                                        \
    "{\"lesson\": " #number ", \"file\": \"" file "\", \"title\": \"" title                        \
    "\", \"status\": \"" status "\","                                                              \
    " \"core\": {\"passed\": 9, \"of\": 11}, \"stretch\": {\"passed\": 1, \"of\": 3}"

static void the_board_says_each_state_in_words(void **state)
{
    (void)state;
    unsetenv("COLUMNS"); /* that of the terminal of who runs this */
    renders(terminal_board,
            "[" LESSON(1, "01.c", "One", "passed") "}," LESSON(2, "02.c", "Two", "failed") "}," //
            LESSON(3, "03.c", "Three", "todo") "}," LESSON(4, "04.c", "Four", "broken") "},"    //
            LESSON(5, "05.c", "Five", "missing") "}," LESSON(10, "10.c", "Ten", "new") "}]",
            "The ten steps\n\n"
            "  1  One                          + passed  9 of 11 checks, 1 of 3 stars\n"
            "  2  Two                          x failed  9 of 11 checks, 1 of 3 stars\n"
            "  3  Three                        . to do   9 of 11 checks, 1 of 3 stars\n"
            "  4  Four                         ! broken\n"
            "  5  Five                         ? missing\n"
            " 10  Ten                          ? new\n"
            "\n1 of 10 lessons passed.\n"
            "Next: lesson 2, Two: to see what is wrong, type\n"
            "  make check LESSON=2\n");
}

static void what_was_skipped_is_counted_apart(void **state)
{
    (void)state;
    const char *lesson =
        LESSON(1, "01.c", "One",
               "passed") ", \"checks\": [" //
                         "{\"name\": \"makes it\", \"tier\": \"core\", \"status\": \"skipped\","
                         " \"message\": \"this machine has no IPv6\"}]}";
    renders(terminal_lesson, lesson,
            "Lesson 1, One: passed, lessons/01.c\n\n"
            "  skipped   makes it\n            this machine has no IPv6\n\n"
            "9 of 11 checks, 1 of 3 stars\n"
            "1 check was skipped, which this machine cannot show.\n");
    char board[1024];
    snprintf(board, sizeof board, "[%s, %s]", lesson, lesson);
    char *text = rendered(terminal_board, board, false, false);
    assert_non_null(strstr(text, "2 checks were skipped, which this machine cannot show"));
    free(text);
}

static void the_board_names_the_file_of_a_lesson_to_do(void **state)
{
    (void)state;
    renders(terminal_board, "[" LESSON(3, "03.c", "Three", "todo") "}]",
            "The ten steps\n\n"
            "  3  Three                        . to do   9 of 11 checks, 1 of 3 stars\n"
            "\n0 of 10 lessons passed.\n"
            "Next: lesson 3, Three: read GUIDE.md, chapter 3, complete lessons/03.c, then\n"
            "  type\n"
            "  make check LESSON=3\n");
}

static void a_missing_file_can_be_had_again(void **state)
{
    (void)state;
    renders(terminal_next, LESSON(3, "03.c", "Three", "missing") "}",
            "Next: the file is missing. To get it back, type\n"
            "  make reset LESSON=3\n");
}

static void commands_name_a_chosen_folder(void **state)
{
    (void)state;
    char *text = rendered(terminal_next, LESSON(3, "03.c", "Three", "todo") "}", false, true);
    assert_non_null(strstr(text, "  build/lab check 3 --lessons 'lessons'\n"));
    free(text);
}

static char *full_board(int stars)
{
    json_t *verdicts = json_array();
    for (int i = 0; i < LESSON_COUNT; i++)
        json_array_append_new(verdicts, json_pack("{si ss ss s{si si}}", "lesson", i + 1, "title",
                                                  lessons[i].title, "status", "passed", "stretch",
                                                  "passed", i == 7 ? stars : 3, "of", 3));
    char *json = json_dumps(verdicts, 0);
    json_decref(verdicts);
    char *text = rendered(terminal_board, json, false, false);
    free(json);
    return text;
}

static void a_finished_board_says_what_is_left(void **state)
{
    (void)state;
    char *text = full_board(1);
    assert_non_null(strstr(text, "\n10 of 10 lessons passed.\nStars are left in: lesson 8.\n"));
    assert_non_null(strstr(text, "  make server ARGS=\"127.0.0.1 7007\"\n"));
    free(text);
    text = full_board(3);
    assert_non_null(strstr(text, "Every star is earned.\n"));
    free(text);
}

static void the_board_fits_into_eighty_columns(void **state)
{
    (void)state;
    char *text = full_board(1);
    for (const char *line = text; *line != '\0'; line += strcspn(line, "\n") + 1)
        assert_true(strcspn(line, "\n") <= 80);
    free(text);
}

static const char failed_lesson[] =
    LESSON(3, "03.c", "Three",
           "failed") ", \"mistakes\": [\"short-send\"], \"checks\": ["
                     "{\"name\": \"sends all\", \"tier\": \"core\", \"status\": \"failed\","
                     " \"mistake\": \"short-send\","
                     " \"message\": \"It sent too few.\\nexpected: 5\\nseen: 3\\n  at first\\nto "
                     "do: go on\"},"
                     "{\"name\": \"no bytes\", \"tier\": \"core\", \"status\": \"passed\", "
                     "\"mistake\": null},"
                     "{\"name\": \"a signal\", \"tier\": \"stretch\", \"status\": \"waiting\","
                     " \"message\": \"not run before \\\"x\\\" passes\"},"
                     "{\"status\": \"waiting\"},"
                     "{\"status\": \"waiting\", \"message\": \"not run before \\\"x\\\" passes\"},"
                     "{\"name\": \"IPv6\", \"tier\": \"stretch\", \"status\": \"skipped\","
                     " \"message\": \"no ::1\"}]}";

static void a_lesson_in_full_shows_each_check(void **state)
{
    (void)state;
    renders(terminal_lesson, failed_lesson,
            "Lesson 3, Three: failed, lessons/03.c\n"
            "  passed    no bytes\n"
            "\n"
            "  failed    sends all\n"
            "            It sent too few.\n"
            "            expected: 5\n"
            "            seen: 3\n"
            "              at first\n"
            "            to do: go on\n"
            "            read on: GUIDE.md, section short-send\n"
            "\n"
            "  skipped   star: IPv6\n"
            "            no ::1\n"
            "\n"
            "  waiting   2 checks: not run before \"x\" passes\n"
            "  waiting   1 check: until what they build on passes\n"
            "\n"
            "9 of 11 checks, 1 of 3 stars\n"
            "1 check was skipped, which this machine cannot show.\n");
}

static const char long_lesson[] = LESSON(
    3, "03.c", "Three",
    "failed") ", \"checks\": ["
              "{\"name\": \"a b c d e f g h i j k l m n o p q r s t u v w x y z\", \"tier\": "
              "\"core\", \"status\": \"failed\", \"message\": \"seen: 1 2 3 4 5 6 7 8 9 10 11 "
              "\u00fc 13 14\\n  line 7: 1 2 3 4 5 6 7 8 9 0\\nword-that-is-longer\"},"
              "{\"status\": \"waiting\", \"message\": \"not run before it passes\"}]}";

static void long_lines_are_broken_at_spaces(void **state)
{
    (void)state;
    setenv("COLUMNS", "30", 1);
    renders(terminal_lesson, long_lesson,
            "Lesson 3, Three: failed, lessons/03.c\n"
            "\n"
            "  failed    a b c d e f g h i\n"
            "              j k l m n o p q\n"
            "              r s t u v w x y\n"
            "              z\n"
            "            seen: 1 2 3 4 5 6\n"
            "              7 8 9 10 11 \u00fc 13\n"
            "              14\n"
            "              line 7: 1 2 3 4\n"
            "                5 6 7 8 9 0\n"
            "            word-that-is-longer\n"
            "\n"
            "  waiting   1 check: not run\n"
            "              before it passes\n"
            "\n"
            "9 of 11 checks, 1 of 3 stars\n");
    unsetenv("COLUMNS");
}

static void flows(const char *text, const char *expected)
{
    char *flowed = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&flowed, &size);
    text_flow(out, text, "  ", 20);
    fclose(out);
    assert_string_equal(flowed, expected);
    free(flowed);
}

static void no_line_is_broken_in_quotes_that_fit_into_one(void **state)
{
    (void)state;
    flows("it sent \" text\\n\" (6 bytes)", "  it sent \" text\\n\"\n    (6 bytes)\n");
    flows("the peer sent \" to  you\"", "  the peer sent\n    \" to  you\"\n");
    flows("it sent \"a \\\" b c\" d", "  it sent \"a \\\" b c\"\n    d\n");
    flows("sent \"1 2 3 4 5 6 7 8 9\"", "  sent \"1 2 3 4 5 6\n    7 8 9\"\n");
    flows("12\" are one foot, or so", "  12\" are one foot,\n    or so\n");
}

static void a_broken_lesson_shows_all_of_the_compilers_words(void **state)
{
    (void)state;
    renders(terminal_lesson,
            LESSON(3, "03.c", "Three", "broken") ", \"message\": \"03.c:1: error: \u2018x\u2019\\n"
                                                 "   1 | x\\n     | ^\\n\\nend\"}",
            "Lesson 3, Three: broken, lessons/03.c\n"
            "  03.c:1: error: \u2018x\u2019\n"
            "     1 | x\n"
            "       | ^\n"
            "\n"
            "  end\n");
}

static void no_control_character_reaches_the_terminal(void **state)
{
    (void)state;
    char *text =
        rendered(terminal_lesson,
                 "{\"lesson\": 1, \"file\": \"\\u001b]0;x\\u0007\", \"title\": \"a\\rb\","
                 " \"status\": \"\\u001b[2J\", \"message\": \"\\u009b31m \\u202e \\u007f\","
                 " \"checks\": [{\"name\": \"\\b\", \"status\": \"\\u0001\","
                 " \"mistake\": \"\\u001bc\", \"message\": \"\\u001b[1A\\n\\tx\"}]}",
                 false, false);
    for (const char *c = text; *c != '\0'; c++)
        assert_true(*c == '\n' || ((unsigned char)*c >= 0x20 && *c != 0x7f));
    assert_null(strstr(text, "\u202e"));
    assert_null(strstr(text, "\xc2\x9b"));
    assert_non_null(strstr(text, "\\x9b31m \\u202e \\x7f"));
    assert_non_null(strstr(text, "\\x1b[1A\n                x\n"));
    free(text);
}

static void members_of_another_kind_do_no_harm(void **state)
{
    (void)state;
    static const char *const verdicts[] = {
        "{}",
        "[]",
        "{\"lesson\": \"x\", \"core\": 3, \"stretch\": [], \"checks\": {\"a\": 1}}",
        "{\"checks\": [1, null, \"x\", {\"message\": 3, \"mistake\": []}], \"status\": 7}",
        "{\"lesson\": -99999999999, \"core\": {\"passed\": 1e9}, \"file\": null}",
    };
    for (size_t i = 0; i < sizeof verdicts / sizeof *verdicts; i++) {
        free(rendered(terminal_lesson, verdicts[i], true, true));
        free(rendered(terminal_next, verdicts[i], true, true));
        free(rendered(terminal_board, verdicts[i], true, true));
    }
    free(rendered(terminal_board, "[1, null, {}, []]", true, true));
}

static void colour_only_adds_to_the_words(void **state)
{
    (void)state;
    char *text = rendered(terminal_board, "[" LESSON(1, "01.c", "One", "passed") "}]", true, false);
    assert_non_null(strstr(text, "+ \033[36mpassed\033[0m  9 of 11"));
    free(text);
}

static void there_is_no_colour_without_a_terminal(void **state)
{
    (void)state;
    FILE *file = tmpfile();
    setenv("TERM", "xterm", 1);
    unsetenv("NO_COLOR");
    assert_false(terminal_colour(file));
    fclose(file);
}

static void a_terminal_has_colour_unless_told_otherwise(void **state)
{
    (void)state;
    int control = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (control == -1 || grantpt(control) == -1 || unlockpt(control) == -1)
        skip(); /* no /dev/pts here */
    FILE *file = fopen(ptsname(control), "we");
    assert_non_null(file);
    setenv("TERM", "xterm", 1);
    unsetenv("NO_COLOR");
    assert_true(terminal_colour(file));
    setenv("NO_COLOR", "1", 1);
    assert_false(terminal_colour(file));
    unsetenv("NO_COLOR");
    setenv("PLAIN", "1", 1);
    assert_false(terminal_colour(file));
    unsetenv("PLAIN");
    setenv("TERM", "dumb", 1);
    assert_false(terminal_colour(file));
    fclose(file);
    close(control);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_board_says_each_state_in_words),
        cmocka_unit_test(what_was_skipped_is_counted_apart),
        cmocka_unit_test(the_board_names_the_file_of_a_lesson_to_do),
        cmocka_unit_test(a_missing_file_can_be_had_again),
        cmocka_unit_test(commands_name_a_chosen_folder),
        cmocka_unit_test(a_finished_board_says_what_is_left),
        cmocka_unit_test(the_board_fits_into_eighty_columns),
        cmocka_unit_test(a_lesson_in_full_shows_each_check),
        cmocka_unit_test(long_lines_are_broken_at_spaces),
        cmocka_unit_test(no_line_is_broken_in_quotes_that_fit_into_one),
        cmocka_unit_test(a_broken_lesson_shows_all_of_the_compilers_words),
        cmocka_unit_test(no_control_character_reaches_the_terminal),
        cmocka_unit_test(members_of_another_kind_do_no_harm),
        cmocka_unit_test(colour_only_adds_to_the_words),
        cmocka_unit_test(there_is_no_colour_without_a_terminal),
        cmocka_unit_test(a_terminal_has_colour_unless_told_otherwise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
