/* check.c - board and check: what becomes of the lessons, and what comes next. */
#include "kit.h"
#include "report/json.h"
#include "report/terminal.h"
#include "verbs/verbs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int verb_report_faults(const struct check_outcome *outcome)
{
    size_t i;
    json_t *text;
    json_array_foreach(outcome->faults, i, text) say_fault("%s", json_string_value(text));
    if (i > 0)
        fputs("This is no fault of the lesson. Type  make doctor  to see what is missing.\n",
              stderr);
    return i > 0 ? FAULT : PASSED;
}

int verb_lessons(const struct request *request, const struct lesson *const *chosen, size_t count,
                 struct check_outcome *outcome)
{
    char *store = NULL;
    if (asprintf(&store, "%s/verdicts", request->build) == -1)
        store = NULL;
    const struct check_request what = {.lessons = chosen,
                                       .count = count,
                                       .directory = request->directory,
                                       .store = request->timelines ? NULL : store,
                                       .fresh = request->fresh,
                                       .timelines = request->timelines};
    int result = check_lessons(&what, outcome);
    int error = errno;
    free(store);
    if (result == -1 && outcome->signal != 0)
        return say_fault("interrupted: nothing is lost, type the same again");
    if (result == -1)
        return say_fault("cannot check: %s", strerror(error));
    return PASSED;
}

/* 0, or -1 without the memory for it. */
static int show(const struct request *request, const struct check_outcome *outcome, bool in_full)
{
    const struct terminal terminal = {.out = stdout,
                                      .colour = terminal_colour(stdout),
                                      .directory = request->directory,
                                      .chosen = request->lessons_given != NULL,
                                      .solutions = verb_has_solution(&lessons[0])};
    size_t i;
    json_t *verdict;
    json_t *next = NULL;
    if (request->json) {
        errno = ENOMEM; /* unless the output says otherwise */
        return json_report(stdout, outcome->verdicts);
    }
    if (!in_full) {
        terminal_board(&terminal, outcome->verdicts);
        return 0;
    }
    json_array_foreach(outcome->verdicts, i, verdict)
    {
        terminal_lesson(&terminal, verdict);
        putchar('\n');
        if (!next || strcmp(verdict_status(next), "passed") == 0)
            next = verdict; /* the first that is not passed, or else the last */
    }
    if (next)
        terminal_next(&terminal, next);
    return 0;
}

static int check_and_show(const struct request *request, const struct lesson *const *chosen,
                          size_t count, bool in_full)
{
    struct check_outcome outcome;
    int status = verb_lessons(request, chosen, count, &outcome);
    if (status == PASSED) {
        int shown = show(request, &outcome, in_full);
        if (shown == -1)
            say_fault("cannot write the output: %s", strerror(errno));
        fflush(stdout);
        status = verb_report_faults(&outcome);
        if (shown == -1)
            status = FAULT;
    }
    if (status == PASSED && !check_all_passed(&outcome))
        status = NOT_PASSED;
    check_free(&outcome);
    return end_output(status);
}

static int check_all(const struct request *request)
{
    const struct lesson *all[LESSON_COUNT];
    for (int i = 0; i < LESSON_COUNT; i++)
        all[i] = &lessons[i];
    return check_and_show(request, all, LESSON_COUNT, false);
}

/* Those that are named, each once, in the order of the lessons. 0, or FAULT. */
static int choose(const struct request *request, const struct lesson **chosen, size_t *count)
{
    bool named[LESSON_COUNT] = {false};
    for (int i = 0; i < request->count; i++) {
        const struct lesson *lesson = lesson_from_text(request->arguments[i]);
        if (!lesson)
            return say_fault("there is no lesson \"%s\": name one by its number, 1 to %d",
                             request->arguments[i], LESSON_COUNT);
        named[lesson->number - 1] = true;
    }
    *count = 0;
    for (int i = 0; i < LESSON_COUNT; i++)
        if (named[i])
            chosen[(*count)++] = &lessons[i];
    return 0;
}

int verb_check(const struct request *request)
{
    const struct lesson *chosen[LESSON_COUNT];
    size_t count = 0;
    if (request->count == 0)
        return check_all(request);
    if (choose(request, chosen, &count) != 0)
        return FAULT;
    return check_and_show(request, chosen, count, true);
}

int verb_board(const struct request *request)
{
    int status = check_all(request);
    return status == NOT_PASSED ? PASSED : status;
}

char *verb_store(const struct request *request)
{
    char *store = NULL, *name = kit_name_of(request->directory);
    if (!name || asprintf(&store, "%s/verdicts/%s", request->build, name) == -1)
        store = NULL;
    free(name);
    return store;
}

static const struct lesson *first_not_passed(const json_t *verdicts)
{
    size_t i;
    json_t *verdict;
    json_array_foreach(verdicts, i, verdict)
    {
        if (strcmp(verdict_status(verdict), "passed") != 0)
            return lesson_by_number((int)json_integer_value(json_object_get(verdict, "lesson")));
    }
    return &lessons[LESSON_COUNT - 1];
}

const struct lesson *verb_lesson_at_hand(const struct request *request)
{
    const struct lesson *chosen[LESSON_COUNT];
    size_t count = 0;
    struct check_outcome outcome;
    const struct lesson *lesson = NULL;
    if (request->count > 1)
        say_fault("it takes one lesson, by its number 1 to %d", LESSON_COUNT);
    else if (request->count == 1 && choose(request, chosen, &count) == 0)
        lesson = chosen[0];
    if (request->count > 0)
        return lesson;
    for (int i = 0; i < LESSON_COUNT; i++)
        chosen[i] = &lessons[i];
    if (verb_lessons(request, chosen, LESSON_COUNT, &outcome) == PASSED &&
        verb_report_faults(&outcome) == PASSED)
        lesson = first_not_passed(outcome.verdicts);
    check_free(&outcome);
    return lesson;
}
