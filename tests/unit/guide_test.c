/* guide_test.c - paragraphs read out of the guide. */
/* link: -Wl,--wrap=kit_path,--wrap=open_memstream */
#include "kit_world.h"

#include "judge/guide.h"

static bool no_memory;

FILE *__real_open_memstream(char **text, size_t *size);
FILE *__wrap_open_memstream(char **text, size_t *size);
FILE *__wrap_open_memstream(char **text, size_t *size)
{
    return no_memory ? NULL : __real_open_memstream(text, size);
}

static int begin(void **state)
{
    int result = make_folder(state);
    kit = folder;
    no_memory = false;
    return result;
}

static void guide_says(const char *guide, const char *section, const char *expected)
{
    put("GUIDE.md", guide);
    char *text = guide_section(section);
    if (expected == NULL)
        assert_null(text);
    else if (text == NULL)
        fail_msg("nothing is said");
    else
        assert_string_equal(text, expected);
    free(text);
}

static void a_paragraph_is_what_follows_its_heading(void **state)
{
    (void)state;
    guide_says("### one\n\nThe words.\n", "one", "The words.");
}

static void the_lines_of_a_paragraph_are_joined(void **state)
{
    (void)state;
    guide_says("### one\n\nThe words,\nand more.\n", "one", "The words, and more.");
}

static void each_paragraph_is_a_line(void **state)
{
    (void)state;
    guide_says("### one\n\nThe words.\n\nOther\nwords.\n\n## More\n", "one",
               "The words.\nOther words.");
}

static void what_is_to_do_begins_small_as_in_a_message(void **state)
{
    (void)state;
    guide_says("### one\n\nThe words.\n\nTo do: go\nTo do: on.\n", "one",
               "The words.\nto do: go To do: on.");
}

static void the_marks_of_code_are_left_out(void **state)
{
    (void)state;
    guide_says("### one\n\nSay `-1` and `errno`.\n", "one", "Say -1 and errno.");
}

static void a_heading_ends_a_paragraph(void **state)
{
    (void)state;
    guide_says("### one\nThe words.\n## More\n", "one", "The words.");
}

static void a_section_without_words_has_none(void **state)
{
    (void)state;
    guide_says("### one\n\n### two\n\nWords of two.\n", "one", NULL);
}

static void the_guide_may_end_without_a_newline(void **state)
{
    (void)state;
    guide_says("### one\nThe words.", "one", "The words.");
}

static void a_heading_is_known_by_all_of_it(void **state)
{
    (void)state;
    guide_says("### stuck-more\n\nWrong.\n\n### stuck\n\nRight.\n", "stuck", "Right.");
}

static void only_headings_of_the_third_rank_count(void **state)
{
    (void)state;
    guide_says("## one\n\nWrong.\n\n#### one\n\nWrong.\n", "one", NULL);
}

static void the_first_of_two_sections_is_told(void **state)
{
    (void)state;
    guide_says("### one\n\nFirst.\n\n### one\n\nSecond.\n", "one", "First.");
}

static void without_a_section_there_are_no_words(void **state)
{
    (void)state;
    guide_says("### one\n\nThe words.\n", "two", NULL);
}

static void without_a_guide_there_are_no_words(void **state)
{
    (void)state;
    assert_null(guide_section("one"));
}

static void without_memory_there_are_no_words(void **state)
{
    (void)state;
    no_memory = true;
    guide_says("### one\n\nThe words.\n", "one", NULL);
}

static void a_paragraph_leaves_no_descriptor_open(void **state)
{
    (void)state;
    int before = open_descriptors();
    guide_says("### one\n\nThe words.\n", "one", "The words.");
    assert_int_equal(open_descriptors(), before);
}

/* --- hints ------------------------------------------------------------------------------------ */

static const char two_chapters[] =
    "## 1. one\n\nProse.\n\n<details><summary>Answer</summary>\n\nNo hint.\n\n</details>\n\n"
    "<details><summary>Hint 1: a question</summary>\n\nWhy `this`\nline?\n\n</details>\n\n"
    "<details><summary>Hint 2: the shape</summary>\n\n```\nfirst line\n    second\n```\n\nDone.\n\n"
    "</details>\n\n"
    "## 10. ten\n\n<details><summary>Hint 1: the tenth</summary>\n\nTen.\n\n</details>\n";

static void hint_says(int chapter, int rung, const char *expected_title, const char *expected)
{
    put("GUIDE.md", two_chapters);
    char *title = NULL, *text = guide_hint(chapter, rung, &title);
    if (expected == NULL) {
        assert_null(text);
    } else {
        assert_non_null(text);
        assert_string_equal(text, expected);
        assert_string_equal(title, expected_title);
    }
    free(text);
    free(title);
}

static void a_hint_is_a_folded_block_of_its_chapter(void **state)
{
    (void)state;
    hint_says(1, 1, "Hint 1: a question", "Why this line?");
    hint_says(10, 1, "Hint 1: the tenth", "Ten.");
}

static void the_code_of_a_hint_keeps_its_lines(void **state)
{
    (void)state;
    hint_says(1, 2, "Hint 2: the shape", "    first line\n        second\nDone.");
}

static void behind_the_last_hint_there_is_none(void **state)
{
    (void)state;
    hint_says(1, 3, NULL, NULL);
    hint_says(10, 2, NULL, NULL);
    hint_says(2, 1, NULL, NULL);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, erase_folder)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_paragraph_is_what_follows_its_heading),
        TEST(the_lines_of_a_paragraph_are_joined),
        TEST(each_paragraph_is_a_line),
        TEST(what_is_to_do_begins_small_as_in_a_message),
        TEST(the_marks_of_code_are_left_out),
        TEST(a_heading_ends_a_paragraph),
        TEST(a_section_without_words_has_none),
        TEST(the_guide_may_end_without_a_newline),
        TEST(a_heading_is_known_by_all_of_it),
        TEST(only_headings_of_the_third_rank_count),
        TEST(the_first_of_two_sections_is_told),
        TEST(without_a_section_there_are_no_words),
        TEST(without_a_guide_there_are_no_words),
        TEST(without_memory_there_are_no_words),
        TEST(a_paragraph_leaves_no_descriptor_open),
        TEST(a_hint_is_a_folded_block_of_its_chapter),
        TEST(the_code_of_a_hint_keeps_its_lines),
        TEST(behind_the_last_hint_there_is_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
