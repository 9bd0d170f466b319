/* programs.c - serve, client and server: the reference server, and the student's own programs. */
#include "programs.h"
#include "judge/reference_client.h"
#include "judge/reference_server.h"
#include "kit.h"
#include "verbs/verbs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int verb_serve(const struct request *request)
{
    const char *ip = request->ip ? request->ip : "127.0.0.1";
    if (reference_server(ip, request->port, stdout) == 0)
        return end_output(PASSED);
    if (errno == EADDRINUSE)
        return say_fault(
            "port %d is taken: type  make serve PORT=N  with another, 0 for any that is "
            "free",
            request->port);
    return say_fault("cannot serve on \"%s\" port %d: %s", ip, request->port, strerror(errno));
}

static int say_what_is_lacking(const struct program *program, const struct request *request,
                               const json_t *verdicts)
{
    size_t i;
    json_t *verdict;
    int first = 0;
    fprintf(stderr, "Your %s is made of lessons %d to %d. Not passed yet:\n", program->name,
            program->first, program->last);
    json_array_foreach(verdicts, i, verdict)
    {
        int number = (int)json_integer_value(json_object_get(verdict, "lesson"));
        const struct lesson *lesson = lesson_by_number(number);
        if (strcmp(verdict_status(verdict), "passed") == 0 || !lesson)
            continue;
        fprintf(stderr, "  lesson %d, %s\n", number, lesson->title);
        if (first == 0)
            first = number;
    }
    if (request->lessons_given)
        fprintf(stderr, "Next: type  build/lab check %d --lessons '%s'\n", first,
                request->lessons_given);
    else
        fprintf(stderr, "Next: type  make check LESSON=%d\n", first);
    return NOT_PASSED;
}

static int lessons_pass(const struct program *program, const struct request *request)
{
    const struct lesson *parts[LESSON_COUNT];
    size_t count = 0;
    for (int number = program->first; number <= program->last; number++)
        parts[count++] = lesson_by_number(number);
    struct check_outcome outcome;
    int status = verb_lessons(request, parts, count, &outcome);
    if (status == PASSED)
        status = verb_report_faults(&outcome);
    if (status == PASSED && !check_all_passed(&outcome))
        status = say_what_is_lacking(program, request, outcome.verdicts);
    check_free(&outcome);
    return status;
}

static int run_program(const struct program *program, const struct request *request)
{
    if (request->count < program->fewest || request->count > program->most)
        return say_fault("usage: make %s ARGS=\"%s\"", program->name, program->arguments);
    int status = request->anyway ? PASSED : lessons_pass(program, request);
    if (status != PASSED)
        return status;
    char *why = NULL;
    char *given = kit_path("lessons");
    char *path = program_build(program, request->directory, given, request->build, &why);
    free(given);
    if (path) {
        char *arguments[8] = {(char *)program->name};
        memcpy(arguments + 1, request->arguments, (size_t)request->count * sizeof *arguments);
        execv(path, arguments);
    }
    status = say_fault("cannot run your %s: %s", program->name, path ? strerror(errno) : why);
    free(path);
    free(why);
    return status;
}

int verb_client(const struct request *request) { return run_program(&program_client, request); }

int verb_server(const struct request *request) { return run_program(&program_server, request); }

int verb_talk(const struct request *request)
{
    char *end = NULL;
    long port = request->count == 2 ? strtol(request->arguments[1], &end, 10) : -1;
    if (port < 0 || port > 65535 || !end || *end != '\0')
        return say_fault("usage: build/lab talk IP PORT");
    if (reference_client(request->arguments[0], (int)port, STDIN_FILENO, stdout) == 0)
        return end_output(PASSED);
    return say_fault("%s port %ld: %s", request->arguments[0], port, strerror(errno));
}
