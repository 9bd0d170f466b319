/* trace.c - trace: what both sides did in a check, in the order in which it happened. */
#include "programs.h"
#include "replay.h"
#include "report/member.h"
#include "report/next.h"
#include "report/page.h"
#include "report/text.h"
#include "report/timeline.h"
#include "verbs/verbs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The number of the check that WHICH means: its number in the list, from 1, or words of its name;
   -1: none, or several. */
static int find_check(const json_t *checks, const char *which)
{
    char *end = NULL;
    long number = strtol(which, &end, 10);
    size_t i;
    json_t *check;
    int found = -1;
    if (*end == '\0' && number >= 1 && (size_t)number <= json_array_size(checks))
        return (int)number - 1;
    json_array_foreach(checks, i, check)
    {
        const char *name = member_text(check, "name");
        if (strcmp(name, which) == 0)
            return (int)i;
        if (strcasestr(name, which))
            found = found == -1 ? (int)i : -2;
    }
    return found < 0 ? -1 : found;
}

/* The first that did not pass and has a timeline: what came after it may be its consequence. */
static int first_failed(const json_t *checks)
{
    size_t i;
    json_t *check;
    json_array_foreach(checks, i, check)
    {
        if (!member_is(check, "status", "passed") && json_object_get(check, "timeline"))
            return (int)i;
    }
    return -1;
}

static const char *file_of(const struct request *request, const struct lesson *lesson)
{
    static char path[4096];
    snprintf(path, sizeof path, "%s/%s.c", request->directory, lesson->stem);
    return path;
}

static void say_next(const struct request *request, const struct lesson *lesson)
{
    static const char *const verbs[] = {"check", "hint"};
    const struct terminal terminal = {
        .out = stdout, .directory = request->directory, .chosen = request->lessons_given != NULL};
    puts("\nNext: why that is wrong, and a hint:");
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        next_command(&terminal, verbs[i], lesson->number);
        putchar('\n');
    }
}

static void list_check(const json_t *check, size_t number)
{
    printf("  %2zu  %-8s  ", number, member_text(check, "status"));
    text_beside(stdout, member_text(check, "name"), "                ");
}

static void list_checks(const struct lesson *lesson, const json_t *checks)
{
    size_t i;
    json_t *check;
    json_array_foreach(checks, i, check) list_check(check, i + 1);
    printf("Next: choose one: type  make trace LESSON=%d CHECK=1\n", lesson->number);
}

/* build/trace, which is made if need be, and the page in it. */
static char *page_path(const struct request *request, const struct lesson *lesson)
{
    char *path = NULL;
    if (asprintf(&path, "%s/trace", request->build) == -1)
        return NULL;
    mkdir(path, 0777); /* where that fails, so does opening the page */
    free(path);
    return asprintf(&path, "%s/trace/%s.html", request->build, lesson->stem) == -1 ? NULL : path;
}

static int write_page(const struct request *request, const struct lesson *lesson,
                      const json_t *verdict, int number)
{
    const json_t *check = json_array_get(json_object_get(verdict, "checks"), (size_t)number - 1);
    char *path = page_path(request, lesson);
    FILE *out = path ? fopen(path, "we") : NULL;
    int result = out ? page_trace(out, verdict, check, number, file_of(request, lesson)) : -1;
    int error = errno;
    if (out && fclose(out) == EOF && result == 0)
        result = -1, error = errno;
    if (result == -1)
        say_fault("cannot write %s: %s", path ? path : "the page", strerror(error));
    else
        printf("Lesson %d, check %d: %s: %s\nThe page is %s: open it in a browser.\n",
               lesson->number, number, member_text(check, "name"), member_text(check, "status"),
               path);
    free(path);
    return result == -1 ? FAULT : PASSED;
}

/* The timeline of a check is there: shows it. */
static int show(const struct request *request, const struct lesson *lesson, const json_t *check,
                int number)
{
    const json_t *timeline = json_object_get(check, "timeline");
    const char *message = member_text(check, "message");
    const char *plain = getenv("PLAIN");
    printf("Lesson %d, check %d: %s: %s\n", lesson->number, number, member_text(check, "name"),
           member_text(check, "status"));
    if (*member_text(check, "mistake"))
        printf("%.*s\n", (int)strcspn(message, "\n"), message);
    putchar('\n');
    if (plain && *plain)
        timeline_told(stdout, timeline, file_of(request, lesson), text_width(stdout));
    else
        timeline_two_sided(stdout, timeline, file_of(request, lesson), terminal_colour(stdout),
                           text_width(stdout));
    if (json_object_get(timeline, "expected"))
        say_next(request, lesson);
    else
        puts("\nAll was as expected.");
    return PASSED;
}

/* The lesson's verdict, a new reference; with TIMELINES each check has one. NULL, having said why.
 */
static json_t *judge(const struct request *request, const struct lesson *lesson, bool timelines)
{
    struct request with = *request;
    struct check_outcome outcome;
    json_t *verdict = NULL;
    with.timelines = timelines;
    if (verb_lessons(&with, &lesson, 1, &outcome) == PASSED &&
        verb_report_faults(&outcome) == PASSED)
        verdict = json_incref(json_array_get(outcome.verdicts, 0));
    check_free(&outcome);
    return verdict;
}

static int say_no_check(const struct request *request, const struct lesson *lesson,
                        const json_t *checks)
{
    fprintf(stderr, "lab: lesson %d has no check \"%s\", or more than one. These are there:\n",
            lesson->number, request->check);
    list_checks(lesson, checks);
    return FAULT;
}

static void say_where(const struct replay *replay, int port)
{
    fprintf(replay->out,
            "The other side of this check waits on %s port %d.\n"
            "In another terminal type\n"
            "  make client ARGS=\"%s %d\" ANYWAY=1\n",
            replay->ip, port, replay->ip, port);
    fflush(replay->out);
}

/* The checks that can be played again, of which a learner may choose one. */
static int say_no_replay(const struct request *request, const struct lesson *lesson)
{
    size_t i, first = 0;
    json_t *check, *verdict = judge(request, lesson, true);
    puts("In this check the other side does nothing that could be played again.");
    json_array_foreach(json_object_get(verdict, "checks"), i, check)
    {
        if (!replay_can(json_object_get(check, "timeline")))
            continue;
        if (first == 0)
            puts("In these it does:");
        first = first == 0 ? i + 1 : first;
        list_check(check, i + 1);
    }
    if (first != 0)
        printf("Next: choose one: type  make trace LESSON=%d REPLAY=1 CHECK=%zu\n", lesson->number,
               first);
    json_decref(verdict);
    return NOT_PASSED;
}

/* The other side once more: a server for lessons 1 to 4, a client for the rest. */
static int play_again(const struct request *request, const struct lesson *lesson,
                      const json_t *timeline)
{
    const struct replay replay = {.timeline = timeline,
                                  .serves = lesson->number <= program_client.last,
                                  .ip = request->ip ? request->ip : "127.0.0.1",
                                  .port = request->port,
                                  .out = stdout,
                                  .prompts = STDIN_FILENO};
    if (!replay_can(timeline))
        return say_no_replay(request, lesson);
    if (!replay.serves)
        printf("The other side of this check connects to %s port %d.\n", replay.ip, replay.port);
    fflush(stdout);
    if (replay_run(&replay, say_where) == 0) {
        puts("The connection has ended.");
        return PASSED;
    }
    if (replay.serves)
        return say_fault("cannot listen on %s port %d: %s. With  PORT=0  it takes one that is free",
                         replay.ip, replay.port, strerror(errno));
    return say_fault("cannot connect to %s port %d: %s. First type, in another terminal,\n"
                     "  make server ARGS=\"%s %d\" ANYWAY=1",
                     replay.ip, replay.port, strerror(errno), replay.ip, replay.port);
}

static int trace_check(const struct request *request, const struct lesson *lesson,
                       const json_t *verdict)
{
    const json_t *checks = json_object_get(verdict, "checks");
    int number = request->check ? find_check(checks, request->check) : first_failed(checks);
    if (number == -1 && request->check)
        return say_no_check(request, lesson, checks);
    if (number == -1) {
        printf("Lesson %d: no check has failed. These are there:\n", lesson->number);
        list_checks(lesson, checks);
        return PASSED;
    }
    json_t *check = json_array_get(checks, (size_t)number);
    if (json_object_get(check, "timeline") && request->replay)
        return play_again(request, lesson, json_object_get(check, "timeline"));
    if (json_object_get(check, "timeline") && request->html)
        return write_page(request, lesson, verdict, number + 1);
    if (json_object_get(check, "timeline"))
        return show(request, lesson, check, number + 1);
    printf("Lesson %d, check %d: %s: %s\n", lesson->number, number + 1, member_text(check, "name"),
           member_text(check, "status"));
    printf("There is nothing to show: %s.\n", *member_text(check, "message")
                                                  ? member_text(check, "message")
                                                  : "it is about all calls of the lesson");
    return NOT_PASSED;
}

/* Nothing was run: it does not compile, is not there, or is still to do. */
static int say_not_run(const struct request *request, const struct lesson *lesson,
                       const json_t *verdict)
{
    bool todo = strcmp(verdict_status(verdict), "todo") == 0;
    printf("Lesson %d, %s: %s, %s\n", lesson->number, lesson->title,
           todo ? "to do" : verdict_status(verdict), file_of(request, lesson));
    printf(
        "None of it was run, so there is nothing to show yet.\nNext: type  make check LESSON=%d\n",
        lesson->number);
    return NOT_PASSED;
}

int verb_trace(const struct request *request)
{
    const struct lesson *lesson = verb_lesson_at_hand(request);
    json_t *verdict = lesson ? judge(request, lesson, false) : NULL;
    if (!verdict)
        return FAULT;
    const json_t *checks = json_object_get(verdict, "checks");
    int number = request->check ? find_check(checks, request->check) : -1;
    if (number >= 0 && member_is(json_array_get(checks, (size_t)number), "status", "passed")) {
        json_decref(verdict);
        verdict = judge(request, lesson, true);
        checks = json_object_get(verdict, "checks");
    }
    int status = FAULT;
    bool todo = verdict && strcmp(verdict_status(verdict), "todo") == 0;
    if (verdict && (todo || json_array_size(checks) == 0))
        status = say_not_run(request, lesson, verdict);
    else if (verdict)
        status = trace_check(request, lesson, verdict);
    json_decref(verdict);
    return end_output(status);
}
