/* page_test.c - the report on a class: what stands in it, what is left out, what cannot be read. */
#include "class/page.h"

#include "files.h"
#include "kit.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/page-test.XXXXXX";

/* A class of those results, each a text of JSON; NULL ends them. */
static struct class_results class_of(const char *const *texts)
{
    static char names[4][16], *files[4];
    struct class_results results = {.folder = folder, .files = files};
    for (; texts[results.count] != NULL; results.count++) {
        snprintf(names[results.count], sizeof names[0], "%zu.json", results.count);
        files[results.count] = names[results.count];
        char *path = kit_text("%s/results/%zu.json", folder, results.count);
        FILE *file = fopen(path, "w");
        assert_non_null(file);
        fputs(texts[results.count], file);
        assert_int_equal(fclose(file), 0);
        free(path);
    }
    return results;
}

/* The page on it, malloced. */
static char *page_on(const struct class_results *results, bool toned_down)
{
    char *text = NULL, *why = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    int result = class_page(out, results, toned_down, &why);
    fclose(out);
    if (result == -1)
        fail_msg("no page: %s", why == NULL ? strerror(errno) : why);
    return text;
}

static char *page_of(const char *one)
{
    struct class_results results = class_of((const char *const[]){one, NULL});
    return page_on(&results, false);
}

/* The page on that one result has all those words; frees it. */
static void has(char *page, const char *const *words)
{
    for (; *words != NULL; words++)
        if (strstr(page, *words) == NULL)
            fail_msg("no %s in:\n%s", *words, strstr(page, "<main>"));
    free(page);
}

#define HAS(page, ...) has(page, (const char *const[]){__VA_ARGS__, NULL})

static void nothing_is_markup_that_somebody_has_chosen(void **state)
{
    (void)state;
    json_t *list = json_pack("[{ss ss ss}]", "what", "<l1>", "student", "<l2>", "why", "<l3>");
    struct class_results results =
        class_of((const char *const[]){"{\"student\": \"<i1>\", \"name\": \"<i2>\","
                                       " \"submission\": \"<i3>\", \"submitted\": \"<i4>\","
                                       " \"notes\": [\"<i5>\"], \"points\": [{\"what\": \"<i6>\"}],"
                                       " \"lessons\": [{\"lesson\": 3, \"status\": \"failed\","
                                       " \"mistakes\": [\"<i7>\"], \"title\": \"<i8>\", \"checks\":"
                                       " [{\"status\": \"failed\", \"name\": \"<i9>\","
                                       " \"message\": \"<i10>\", \"timeline\": {\"moments\":"
                                       " [{\"side\": \"step\", \"text\": \"<i11>\"}]}}]}]}",
                                       NULL});
    results.unmatched = results.not_graded = list;
    char *page = page_on(&results, false);
    assert_null(strstr(page, "<i1"));
    assert_null(strstr(page, "<l1>"));
    HAS(page, "&lt;i1&gt;", "&lt;i2&gt;", "&lt;i3&gt;", "&lt;i4&gt;", "&lt;i5&gt;", "&lt;i6&gt;",
        "&lt;i7&gt;", "&lt;i9&gt;", "&lt;i10&gt;", "&lt;i11&gt;", "&lt;l1&gt;", "&lt;l2&gt;",
        "&lt;l3&gt;");
    json_decref(list);
}

static void a_long_text_is_cut_between_characters(void **state)
{
    (void)state;
    char name[401], *result;
    for (size_t i = 0; i < sizeof name - 1; i += 2)
        memcpy(name + i, "\u00e9", 2);
    memcpy(name, "xy", 2); /* so that the limits lie between the two bytes of one ... */
    name[1] = 'x';
    name[400] = '\0';
    for (int odd = 0; odd < 2; odd++) { /* ... or do not */
        result = kit_text("{\"student\": \"a\", \"name\": \"%s%s\", \"lessons\": []}",
                          odd ? "z" : "", name);
        char *page = page_of(result);
        assert_null(strstr(page, "\\x")); /* half of one would be shown so */
        HAS(page, odd ? "[302 more bytes]" : "[300 more bytes]");
        free(result);
    }
}

static void what_is_missing_counts_as_missing(void **state)
{
    (void)state;
    HAS(page_of("{\"student\": \"a\", \"lessons\": []}"), "missing: 1, 2, 3, 4, 5, 6, 7, 8, 9, 10",
        "0 of 1 have passed all 10 lessons", "Lesson 1, Make a socket, has stopped the most: 1.",
        "None that has a name.");
    HAS(page_of(
            "{\"student\": \"a\", \"lessons\": [7, {\"lesson\": 12}, {\"lesson\": 2, \"status\":"
            " \"passed\", \"mistakes\": [3, null, \"no-such\"]}, {\"lesson\": 4,"
            " \"status\": \"failed\", \"checks\": [{\"timeline\": 3}]}]}"),
        "passed: 2", "failed: 4", "missing: 1, 3, 5");
}

static void a_class_of_nobody_has_a_page(void **state)
{
    (void)state;
    struct class_results results = class_of((const char *const[]){NULL});
    HAS(page_on(&results, false), "<p>0 students;", "None that has a name.", "</html>");
}

static void mistakes_count_once_a_student(void **state)
{
    (void)state;
    static const char both[] =
        "{\"student\": \"a\", \"lessons\": [{\"lesson\": 3, \"status\": \"failed\","
        " \"mistakes\": [\"stuck\"]}, {\"lesson\": 9, \"status\": \"failed\","
        " \"mistakes\": [\"spins\", \"stuck\"]}]}";
    struct class_results results = class_of((const char *const[]){both, both, NULL});
    HAS(page_on(&results, false), "no longer come</td><td class=\"n\">2</td>",
        "3\u00a0(2), 9\u00a0(2)", "data-mistakes=\"3:stuck 9:spins 9:stuck\"");
}

/* A result whose lesson 1 has a timeline of COUNT moments, "m0" and so on, which departs at
 * DEPARTS; with a gap of 1000 before the moment GAP, if that is not 0. */
static char *long_one(int count, int departs, int gap)
{
    char *moments = kit_text("%s", "");
    for (int i = 0; i < count; i++) {
        char *more =
            kit_text("%s%s{\"side\": \"step\", \"kind\": \"call\", \"text\": \"m%d\"%s}", moments,
                     i > 0 ? ", " : "", i, i == departs ? ", \"departs\": true" : "");
        free(moments);
        moments = more;
    }
    char *left_out = kit_text(gap > 0 ? "\"left_out\": 1000, \"left_out_at\": %d," : "", gap);
    char *result = kit_text("{\"student\": \"a\", \"lessons\": [{\"lesson\": 1, \"status\":"
                            " \"failed\", \"checks\": [{\"status\": \"failed\", \"timeline\":"
                            " {%s \"moments\": [%s]}}]}]}",
                            left_out, moments);
    free(moments);
    free(left_out);
    return result;
}

static void of_a_long_timeline_the_moments_add_up(void **state)
{
    (void)state;
    static const struct {
        int count, departs, gap, in_the_middle, afterwards;
    } cases[] = {
        {3, 1, 0, 0, 0},       {16, 15, 0, 0, 0},       {60, 59, 0, 43, 0},
        {60, 20, 0, 4, 33},    {160, 159, 80, 1143, 0}, {160, 85, 80, 1074, 68},
        {160, 2, 80, 0, 1151}, {60, 0, 0, 0, 53},       {160, 75, 80, 59, 1080},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *result = long_one(cases[i].count, cases[i].departs, cases[i].gap);
        char *page = page_of(result),
             *words = kit_text("%d moments are left out", cases[i].in_the_middle);
        char *later = kit_text("Not shown: %d later moment", cases[i].afterwards);
        int shown = 0;
        for (char *at = page; (at = strstr(at, ">  m")) != NULL; at++)
            shown++;
        int gap = cases[i].gap > 0 ? 1000 : 0;
        if (shown + cases[i].in_the_middle + cases[i].afterwards != cases[i].count + gap)
            fail_msg("case %zu: %d are shown", i, shown);
        assert_true(shown <= 23);
        if (cases[i].in_the_middle > 0 && strstr(page, words) == NULL)
            fail_msg("case %zu: no %s", i, words);
        if ((cases[i].afterwards > 0) != (strstr(page, later) != NULL))
            fail_msg("case %zu: %s", i, later);
        HAS(page, "Here it departs.");
        free(result);
        free(words);
        free(later);
    }
}

static void toned_down_it_shows_no_bytes(void **state)
{
    (void)state;
    char *one = long_one(3, 1, 0);
    struct class_results results = class_of((const char *const[]){one, NULL});
    char *page = page_on(&results, true);
    assert_null(strstr(page, "<svg"));
    free(page);
    free(one);
}

static void a_result_that_cannot_be_read_is_named(void **state)
{
    (void)state;
    char *why = NULL;
    struct class_results results = class_of((const char *const[]){"{", NULL});
    FILE *out = tmpfile();
    assert_int_equal(class_page(out, &results, false, &why), -1);
    assert_non_null(strstr(why, "0.json is no result"));
    free(why);
    fclose(out);
}

static void a_full_disk_is_told(void **state)
{
    (void)state;
    char *why = NULL;
    FILE *out = fopen("/dev/full", "w");
    struct class_results results = class_of((const char *const[]){NULL});
    assert_int_equal(class_page(out, &results, false, &why), -1);
    assert_int_equal(errno, ENOSPC);
    assert_null(why);
    fclose(out);
}

static int make_folder(void **state)
{
    (void)state;
    char *results = mkdtemp(folder) == NULL ? NULL : kit_text("%s/results", folder);
    int result = results == NULL ? -1 : files_make_folder(results);
    free(results);
    return result;
}

static int remove_folder(void **state)
{
    (void)state;
    char *command = kit_text("rm -r %s", folder);
    int result = system(command);
    free(command);
    return result;
}

#define TEST(test) cmocka_unit_test(test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_is_markup_that_somebody_has_chosen),
        TEST(a_long_text_is_cut_between_characters),
        TEST(what_is_missing_counts_as_missing),
        TEST(a_class_of_nobody_has_a_page),
        TEST(mistakes_count_once_a_student),
        TEST(of_a_long_timeline_the_moments_add_up),
        TEST(toned_down_it_shows_no_bytes),
        TEST(a_result_that_cannot_be_read_is_named),
        TEST(a_full_disk_is_told),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
