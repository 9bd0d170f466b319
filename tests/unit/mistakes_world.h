/* mistakes_world.h - made-up observations, and whether a mistake is seen in them. */
#ifndef MISTAKES_WORLD_H
#define MISTAKES_WORLD_H

#include "mistakes/mistakes.h"

#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include <setjmp.h>

#include <cmocka.h>

enum { IS, IS_NOT };

/* One observation, and whether it is the mistake of that name; WHAT ends the sentence. */
struct row {
    const char *id;
    int is;
    const char *what;
    struct observation seen;
};

#define CALLS(...)                                                                                 \
    .calls = (struct call_record[]){__VA_ARGS__},                                                  \
    .count = sizeof(struct call_record[]){__VA_ARGS__} / sizeof(struct call_record)
/* A call that has come to its end; what follows are further members. */
#define CALL(name, result_, ...)                                                                   \
    {                                                                                              \
        .call = CALL_##name, .result = (result_), .asked = true, .did = true, __VA_ARGS__          \
    }
#define NOTHING .site = 0
#define FAILS(name, error_, ...)                                                                   \
    {                                                                                              \
        .call = CALL_##name, .result = -1, .error = (error_), .asked = true, .did = true,          \
        __VA_ARGS__                                                                                \
    }
#define BYTES(text)                                                                                \
    {                                                                                              \
        (unsigned char *)(text), sizeof(text) - 1                                                  \
    }
#define OPEN(...)                                                                                  \
    {                                                                                              \
        .count = 1, .fds = { {.fd = __VA_ARGS__} }                                                 \
    }
#define EXITED(status) ((status) << 8) /* as waitpid(2) gives it */
#define KILLED(signal) (signal)
/* An IPv4 address and port; what comes after the family is bytes. */
#define AT(port, a, b, c, d)                                                                       \
    {                                                                                              \
        .ss_family = AF_INET, .__ss_padding = {                                                    \
            (char)((port) >> 8),                                                                   \
            (char)((port)&255),                                                                    \
            (char)(a),                                                                             \
            (char)(b),                                                                             \
            (char)(c),                                                                             \
            (char)(d)                                                                              \
        }                                                                                          \
    }

static void is_told_apart(void **state)
{
    const struct row *row = *state;
    const struct mistake *mistake = mistakes_find(row->id);
    assert_non_null(mistake);
    assert_non_null(mistake->shows);
    assert_int_equal(mistake->shows(&row->seen), row->is == IS);
    if (row->is == IS)
        assert_string_equal(mistakes_name(&row->seen), row->id);
}

static const struct mistake *group_under_test;
static const struct row *rows_under_test;
static size_t rows_in_all;

static bool has_row(const char *id, int is)
{
    for (size_t i = 0; i < rows_in_all; i++)
        if (strcmp(rows_under_test[i].id, id) == 0 && rows_under_test[i].is == is)
            return true;
    return false;
}

static void each_mistake_is_tried_with_its_evidence_and_with_a_near_miss(void **state)
{
    (void)state;
    for (const struct mistake *one = group_under_test; one->id != NULL; one++)
        if (one->shows != NULL && !(has_row(one->id, IS) && has_row(one->id, IS_NOT)))
            fail_msg("%s lacks a row", one->id);
}

static void no_mistake_is_seen_where_nothing_is_wrong(void **state)
{
    (void)state;
    for (int step = 0; step < STEPS; step++) {
        const struct observation good = {.asked.step = (enum wire_step)step, .returned = true};
        for (const struct mistake *one = group_under_test; one->id != NULL; one++)
            if (one->shows != NULL && one->shows(&good))
                fail_msg("%s is seen in a good run of step %d", one->id, step);
    }
}

static int run_rows(const struct mistake *group, const struct row *rows, size_t count)
{
    struct CMUnitTest *tests = calloc(count + 2, sizeof *tests);
    char **names = calloc(count, sizeof *names);
    group_under_test = group;
    rows_under_test = rows;
    rows_in_all = count;
    for (size_t i = 0; i < count; i++) {
        if (asprintf(&names[i], "%s is%s %s", rows[i].id, rows[i].is == IS ? "" : " not",
                     rows[i].what) == -1)
            return 1;
        tests[i] = (struct CMUnitTest){
            .name = names[i], .test_func = is_told_apart, .initial_state = (void *)&rows[i]};
    }
    tests[count] = (struct CMUnitTest)cmocka_unit_test(
        each_mistake_is_tried_with_its_evidence_and_with_a_near_miss);
    tests[count + 1] =
        (struct CMUnitTest)cmocka_unit_test(no_mistake_is_seen_where_nothing_is_wrong);
    int failed = _cmocka_run_group_tests("tests", tests, count + 2, NULL, NULL);
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
    free(tests);
    return failed;
}

#endif
