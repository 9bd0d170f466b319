/* json_test.c - texts of any bytes that fit into JSON, and the document. */
#include "report/json.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

static void becomes_within(const char *bytes, size_t n, size_t limit, const char *expected)
{
    json_t *text = json_text(bytes, n, limit);
    assert_non_null(text);
    assert_int_equal(json_string_length(text), strlen(expected));
    assert_string_equal(json_string_value(text), expected);
    json_decref(text);
}

#define BECOMES(bytes, expected) becomes_within(bytes, sizeof(bytes) - 1, 1000, expected)

static void valid_text_stays_as_it_is(void **state)
{
    (void)state;
    BECOMES("", "");
    BECOMES("plain\n\ttext \x1b[31m", "plain\n\ttext \x1b[31m");
    BECOMES("\u00e9\u2018\U0001f600\U0010ffff", "\u00e9\u2018\U0001f600\U0010ffff");
}

static void bytes_that_are_no_utf8_are_replaced(void **state)
{
    (void)state;
    BECOMES("a\xff"
            "b",
            "a\uFFFD"
            "b");
    BECOMES("\x80", "\uFFFD");
    BECOMES("\xc0\x80", "\uFFFD\uFFFD");                     /* overlong */
    BECOMES("\xe0\x80\x80", "\uFFFD\uFFFD\uFFFD");           /* overlong */
    BECOMES("\xed\xa0\x80", "\uFFFD\uFFFD\uFFFD");           /* a surrogate */
    BECOMES("\xf4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"); /* beyond U+10FFFF */
    BECOMES("\xf8\x88\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD");
    BECOMES("\xe2\x82", "\uFFFD\uFFFD"); /* cut off */
    BECOMES("\xe2\x82z", "\uFFFD\uFFFDz");
}

static void nul_becomes_its_picture(void **state)
{
    (void)state;
    BECOMES("a\0b", "a\u2400b");
}

static void what_is_too_long_is_cut_and_said(void **state)
{
    (void)state;
    becomes_within("abcdef", 6, 6, "abcdef");
    becomes_within("abcdef", 6, 4, "abcd\n[2 more bytes are not shown]");
    becomes_within("abcdef", 6, 0, "\n[6 more bytes are not shown]");
}

static void a_cut_never_divides_a_character(void **state)
{
    (void)state;
    becomes_within("ab\u20acd", 6, 4, "ab\n[4 more bytes are not shown]");
    becomes_within("ab\u20acd", 6, 5, "ab\u20ac\n[1 more bytes are not shown]");
}

static void bytes_beyond_n_are_not_read(void **state)
{
    (void)state;
    char *bytes = malloc(2); /* a sanitizer or valgrind sees a third one read */
    memcpy(bytes, "\xe2\x82", 2);
    becomes_within(bytes, 2, 100, "\uFFFD\uFFFD");
    free(bytes);
}

static void the_document_holds_the_verdicts_in_order(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    json_t *verdicts = json_pack("[{si ss} {si}]", "lesson", 2, "file", "b.c", "lesson", 1);
    assert_int_equal(json_report(out, verdicts), 0);
    fclose(out);
    assert_string_equal(text, "{\n  \"lessons\": [\n    {\n      \"lesson\": 2,\n      \"file\": "
                              "\"b.c\"\n    },\n    {\n      \"lesson\": 1\n    }\n  ]\n}\n");
    assert_int_equal(verdicts->refcount, 1); /* still the caller's */
    json_decref(verdicts);
    free(text);
}

static void a_document_that_cannot_be_written_is_an_error(void **state)
{
    (void)state;
    FILE *out = fopen("/dev/full", "we");
    assert_non_null(out);
    json_t *verdicts = json_array();
    assert_int_equal(json_report(out, verdicts), -1);
    json_decref(verdicts);
    fclose(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(valid_text_stays_as_it_is),
        cmocka_unit_test(bytes_that_are_no_utf8_are_replaced),
        cmocka_unit_test(nul_becomes_its_picture),
        cmocka_unit_test(what_is_too_long_is_cut_and_said),
        cmocka_unit_test(a_cut_never_divides_a_character),
        cmocka_unit_test(bytes_beyond_n_are_not_read),
        cmocka_unit_test(the_document_holds_the_verdicts_in_order),
        cmocka_unit_test(a_document_that_cannot_be_written_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
