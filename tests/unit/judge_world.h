/* judge_world.h - for tests of the judge: one lesson file to its verdict. */
#ifndef JUDGE_WORLD_H
#define JUDGE_WORLD_H

#include "kit_world.h"

#include "judge/judge.h"
#include "lessons.h"
#include "words.h"

static json_t *verdict;
static char *why;
static int hands = 1; /* so many checks are run at a time */

static int begin(void **state)
{
    const char *reason;
    return make_folder(state) == 0 && judge_start(&reason) == 0 ? 0 : -1;
}

static int end(void **state)
{
    json_decref(verdict);
    verdict = NULL;
    free(why);
    why = NULL;
    judge_stop();
    return erase_folder(state);
}

static const char *status_of(int number, const char *directory)
{
    int before = open_descriptors();
    verdict = judge_lesson(lesson_by_number(number), directory,
                           &(struct judge_wish){.hands = hands}, &why);
    assert_int_equal(open_descriptors(), before);
    return verdict == NULL ? "" : json_string_value(json_object_get(verdict, "status"));
}

static inline const char *status_of_text(const char *text)
{
    put("01_client_socket.c", text);
    return status_of(1, folder);
}

static inline const char *message(void)
{
    return json_string_value(json_object_get(verdict, "message"));
}

static inline bool names(const char *mistake)
{
    size_t i;
    json_t *one;
    json_array_foreach(json_object_get(verdict, "mistakes"), i,
                       one) if (strcmp(json_string_value(one), mistake) == 0) return true;
    return false;
}

static inline json_int_t count(const char *tier, const char *what)
{
    return json_integer_value(json_object_get(json_object_get(verdict, tier), what));
}

static char *files_of(const char *name)
{
    static char path[PATH_MAX + 64];
    snprintf(path, sizeof path, "%s/%s", checkout, name);
    return path;
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

#endif
