/* timeline_test.c - the timeline of a check for people: side by side, in sentences, as a picture.
 */
#include "report/page.h"
#include "report/timeline.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

static const char one_recv[] =
    "{\"scenes_before\": 0, \"expected\": \"returns 12\", \"seen\": \"returned 5\", \"moments\": ["
    "{\"side\": \"peer\", \"kind\": \"sends\", \"text\": \"sends\", \"to\": \"step\", \"size\": 5,"
    " \"hex\": \"68656c6c6f\"},"
    "{\"side\": \"step\", \"kind\": \"step\", \"text\": \"client_recv(3, buffer, 12)\"},"
    "{\"side\": \"step\", \"kind\": \"call\", \"text\": \"recv(3, 12 bytes) = 5\", \"line\": 29,"
    " \"to\": \"step\", \"size\": 5, \"hex\": \"68656c6c6f\"},"
    "{\"side\": \"step\", \"kind\": \"return\", \"text\": \"returns 5\", \"departs\": true}]}";

static const char a_send[] =
    "{\"scenes_before\": 2, \"left_out\": 7, \"left_out_at\": 1, \"moments\": ["
    "{\"side\": \"step\", \"kind\": \"call\", \"text\": \"send(3, 300 bytes) = 300\","
    " \"to\": \"peer\", \"size\": 300, \"hex\": \"00ff\"},"
    "{\"side\": \"peer\", \"kind\": \"ends\", \"text\": \"the peer ended its side\"},"
    "{\"side\": \"step\", \"kind\": \"call\", \"text\": \"recv(9, 4 bytes) = 4\", \"to\": \"step\","
    " \"size\": 4}]}";

enum how { SIDES, TOLD, PICTURE, MOMENTS };

/* What is written of that timeline; the caller frees it. */
static char *written(const char *json, enum how how)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    json_t *timeline = json_loads(json, 0, NULL);
    assert_non_null(timeline);
    setenv("COLUMNS", "80", 1);
    if (how == SIDES)
        timeline_two_sided(out, timeline, "lessons/x.c", false, 80);
    else if (how == TOLD)
        timeline_told(out, timeline, "lessons/x.c", 80);
    else if (how == PICTURE)
        page_picture(out, timeline);
    else
        page_moments(out, timeline, "lessons/x.c");
    fclose(out);
    json_decref(timeline);
    return text;
}

static void has(const char *json, enum how how, const char *words)
{
    char *text = written(json, how);
    if (strstr(text, words) == NULL)
        fail_msg("no \"%s\" in:\n%s", words, text);
    free(text);
}

static void the_two_sides_stand_beside_each_other(void **state)
{
    (void)state;
    char *text = written(one_recv, SIDES);
    assert_string_equal(
        text, "  your code                                 the other side\n\n"
              "                                      <---- sends 5 bytes\n"
              "                                            68 65 6c 6c 6f           hello\n"
              "  client_recv(3, buffer, 12)\n"
              "    line 29: recv(3, 12 bytes) = 5\n"
              "  68 65 6c 6c 6f           hello\n"
              "* returns 5\n"
              "* here it departs, at or after lessons/x.c:29\n"
              "    expected: returns 12\n"
              "    seen:     returned 5\n");
    free(text);
}

static void in_sentences_each_moment_has_its_place(void **state)
{
    (void)state;
    char *text = written(one_recv, TOLD);
    assert_string_equal(text, "1. The other side: sends 5 bytes: \"hello\".\n"
                              "2. Your code: client_recv(3, buffer, 12).\n"
                              "3. Your code, lessons/x.c:29: recv(3, 12 bytes) = 5: \"hello\".\n"
                              "4. Your code: returns 5.\n"
                              "   Here it departs. Expected: returns 12. Seen: returned 5.\n");
    free(text);
}

static void what_is_sent_stands_where_it_arrives(void **state)
{
    (void)state;
    has(a_send, SIDES, "----> gets 300 bytes\n");
    has(a_send, TOLD, "the other side gets 300 bytes: in\n     hexadecimal 00 ff and 298 more.");
}

static void bytes_that_are_not_shown_are_counted(void **state)
{
    (void)state;
    has(a_send, SIDES, "and 298 more\n");
    has(a_send, SIDES, "(4 bytes, which ones is not known)\n");
    has(a_send, PICTURE, ">and 298 more</text>");
}

static void what_is_left_out_is_said(void **state)
{
    (void)state;
    has(a_send, SIDES, "(Not shown: 2 earlier parts of this check, in which all was well.)");
    has(a_send, SIDES, "  (7 moments are left out here)\n");
    has(a_send, TOLD, "7 moments are left out here.\n");
    has(a_send, PICTURE, "7 moments are left out here");
    has(a_send, MOMENTS, "<li>7 moments are left out here.</li>");
}

static void the_picture_has_a_title_arrows_and_the_departure(void **state)
{
    (void)state;
    has(one_recv, PICTURE, "role=\"img\" aria-label=\"What both sides did");
    has(one_recv, PICTURE, "class=\"tl-arrow\" x1=\"540\"");
    has(a_send, PICTURE, "class=\"tl-arrow\" x1=\"420\"");
    has(one_recv, PICTURE, "class=\"tl-mark\"");
    has(one_recv, PICTURE, ">Here it departs.</text>");
    has(one_recv, MOMENTS, "<li class=\"departs\">");
}

static void what_a_student_wrote_is_no_markup(void **state)
{
    (void)state;
    static const char evil[] = "{\"moments\": [{\"side\": \"step\", \"kind\": \"call\","
                               " \"text\": \"<script>&\\\"'\\u001b[1m\"}]}";
    has(evil, PICTURE, "&lt;script&gt;&amp;&quot;&#39;\\x1b[1m");
    has(evil, MOMENTS, "&lt;script&gt;&amp;&quot;&#39;\\x1b[1m");
    has(evil, SIDES, "<script>&\"'\\x1b[1m");
}

static void a_timeline_that_lacks_things_is_shown_all_the_same(void **state)
{
    (void)state;
    has("{}", SIDES, "your code");
    has("{\"moments\": [{}, {\"side\": \"peer\", \"size\": 3, \"hex\": \"zz\"}]}", SIDES,
        "sends 3 bytes");
    has("{\"moments\": [{}]}", PICTURE, "</svg>");
}

#define TEST(test) cmocka_unit_test(test)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_two_sides_stand_beside_each_other),
        TEST(in_sentences_each_moment_has_its_place),
        TEST(what_is_sent_stands_where_it_arrives),
        TEST(bytes_that_are_not_shown_are_counted),
        TEST(what_is_left_out_is_said),
        TEST(the_picture_has_a_title_arrows_and_the_departure),
        TEST(what_a_student_wrote_is_no_markup),
        TEST(a_timeline_that_lacks_things_is_shown_all_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
