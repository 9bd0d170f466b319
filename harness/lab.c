/* lab.c - the verbs, as a table of contents. */
#include "check.h"
#include "command_line.h"
#include "doctor.h"
#include "judge/reference_server.h"
#include "kit.h"
#include "lessons.h"
#include "programs.h"
#include "report/json.h"
#include "report/terminal.h"
#include "reset.h"
#include "surroundings.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int run_board(const struct request *request);
static int run_check(const struct request *request);
static int run_serve(const struct request *request);
static int run_client(const struct request *request);
static int run_server(const struct request *request);
static int run_reset(const struct request *request);
static int run_doctor(const struct request *request);
static int run_help(const struct request *request);

static const struct verb verbs[] = {
    {"board", run_board, "checks every lesson, shows the board and the next step", "", "hljf",
     "Exit status: 0, also if lessons are not passed; 2 if the kit is at fault."},
    {"check", run_check, "checks every lesson, or shows the chosen ones in full", "[LESSON...]",
     "hljf",
     "LESSON is a number (3), a stem (03_client_exchange) or a path to its file.\n"
     "Exit status: 0 all passed, 1 some did not, 2 the kit or the command line is at fault."},
    {"serve", run_serve, "runs the reference server, until Ctrl-C", "", "hpi",
     "It sends every client its own bytes back. Its first line: listening on IP port N."},
    {"client", run_client, "runs your own client, once lessons 1 to 4 are passed", "HOST PORT",
     "hl",
     "Sends standard input to the server, prints what comes back. PORT may be the name of a\n"
     "service."},
    {"server", run_server, "runs your own server, once lessons 5 to 10 are passed",
     "IP PORT [BACKLOG]", "hl",
     "Serves one client after another until Ctrl-C. Its first line: listening on IP port N."},
    {"reset", run_reset, "gives a lesson its skeleton back, keeping your file", "LESSON", "hl",
     "Your file stays beside it as *.bak; none that is there is overwritten."},
    {"doctor", run_doctor, "says what this machine has, lacks, and does less well", "", "h",
     "Exit status: 0 if the kit can work here, else 2."},
    {"help", run_help, "shows this table", "", "h", ""},
};

enum { VERB_COUNT = sizeof verbs / sizeof *verbs };

/* --- checking ------------------------------------------------------------------------------ */

static int report_faults(const struct check_outcome *outcome)
{
    size_t i;
    json_t *text;
    json_array_foreach(outcome->faults, i, text) say_fault("%s", json_string_value(text));
    if (i > 0)
        fputs("This is no fault of the lesson. Type  make doctor  to see what is missing.\n",
              stderr);
    return i > 0 ? FAULT : PASSED;
}

/* FAULT, or PASSED with the outcome, which the caller frees in any case. */
static int check(const struct request *request, const struct lesson *const *chosen, size_t count,
                 struct check_outcome *outcome)
{
    char *store = NULL;
    if (asprintf(&store, "%s/verdicts", request->build) == -1)
        store = NULL;
    const struct check_request what = {.lessons = chosen,
                                       .count = count,
                                       .directory = request->directory,
                                       .store = store,
                                       .fresh = request->fresh};
    int result = check_lessons(&what, outcome);
    int error = errno;
    free(store);
    if (result == -1 && outcome->signal != 0)
        return say_fault("interrupted: nothing is lost, type the same again");
    if (result == -1)
        return say_fault("cannot check: %s", strerror(error));
    return PASSED;
}

static void show(const struct request *request, const struct check_outcome *outcome, bool in_full)
{
    const struct terminal terminal = {.out = stdout,
                                      .colour = terminal_colour(stdout),
                                      .directory = request->directory,
                                      .chosen = request->lessons_given != NULL};
    size_t i;
    json_t *verdict;
    json_t *next = NULL;
    if (request->json) {
        json_report(stdout, outcome->verdicts);
        return;
    }
    if (!in_full) {
        terminal_board(&terminal, outcome->verdicts);
        return;
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
}

static int check_and_show(const struct request *request, const struct lesson *const *chosen,
                          size_t count, bool in_full)
{
    struct check_outcome outcome;
    int status = check(request, chosen, count, &outcome);
    if (status == PASSED) {
        show(request, &outcome, in_full);
        fflush(stdout);
        status = report_faults(&outcome);
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

static int run_check(const struct request *request)
{
    const struct lesson *chosen[LESSON_COUNT];
    size_t count = 0;
    if (request->count == 0)
        return check_all(request);
    if (choose(request, chosen, &count) != 0)
        return FAULT;
    return check_and_show(request, chosen, count, true);
}

static int run_board(const struct request *request)
{
    int status = check_all(request);
    return status == NOT_PASSED ? PASSED : status;
}

/* --- programs ------------------------------------------------------------------------------ */

static int run_serve(const struct request *request)
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
    int status = check(request, parts, count, &outcome);
    if (status == PASSED)
        status = report_faults(&outcome);
    if (status == PASSED && !check_all_passed(&outcome))
        status = say_what_is_lacking(program, request, outcome.verdicts);
    check_free(&outcome);
    return status;
}

static int run_program(const struct program *program, const struct request *request)
{
    if (request->count < program->fewest || request->count > program->most)
        return say_fault("usage: make %s ARGS=\"%s\"", program->name, program->arguments);
    int status = lessons_pass(program, request);
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

static int run_client(const struct request *request)
{
    return run_program(&program_client, request);
}

static int run_server(const struct request *request)
{
    return run_program(&program_server, request);
}

/* --- the rest ------------------------------------------------------------------------------ */

static int run_reset(const struct request *request)
{
    const struct lesson *lesson =
        request->count == 1 ? lesson_from_text(*request->arguments) : NULL;
    if (!lesson)
        return say_fault("reset takes one lesson, by its number 1 to %d: make reset LESSON=3",
                         LESSON_COUNT);
    char *kept = NULL;
    char *skeletons = kit_path("harness/skeletons");
    int result = skeletons ? reset_lesson(lesson, request->directory, skeletons, &kept) : -1;
    int error = errno;
    free(skeletons);
    if (result == -1)
        return say_fault("%s/%s.c stays as it is: cannot put the skeleton there: %s",
                         request->directory, lesson->stem, strerror(error));
    printf("%s/%s.c is the skeleton%s.\n", request->directory, lesson->stem,
           result == 1 ? " already; nothing was changed" : " again");
    if (kept)
        printf("Your file is kept as %s.\n", kept);
    printf("Next: complete it, then type  make check LESSON=%d\n", lesson->number);
    free(kept);
    return end_output(PASSED);
}

static int run_doctor(const struct request *request)
{
    return end_output(doctor_report(stdout, request->build) == 0 ? PASSED : FAULT);
}

static int run_help(const struct request *request)
{
    (void)request;
    puts("usage: build/lab VERB [OPTION...] [ARGUMENT...]\n");
    for (int i = 0; i < VERB_COUNT; i++)
        printf("  %-8s%s\n", verbs[i].name, verbs[i].help);
    puts(
        "\nbuild/lab VERB --help says more of each. With make, most are shorter to type:\n"
        "  make                   make check LESSON=3     make reset LESSON=3\n"
        "  make serve PORT=7007   make client ARGS=\"127.0.0.1 7007\"\n"
        "  make doctor            make server ARGS=\"127.0.0.1 7007\"\n"
        "  make clean             throws away build/, all of which can be made again\n"
        "Exit status: 0 all that was asked for passed, 1 some lesson did not, 2 the kit itself or\n"
        "the command line is at fault.");
    return end_output(PASSED);
}

/* --- the whole ----------------------------------------------------------------------------- */

static int run_verb(const struct verb *verb, int argc, char **argv)
{
    struct request request = {.port = 7007};
    int status = command_line_parse(verb, argc, argv, &request);
    if (status != -1)
        return status;
    request.build = kit_path("build");
    request.directory = request.lessons_given ? strdup(request.lessons_given) : kit_path("lessons");
    struct stat place;
    if (!request.build || !request.directory)
        status = say_fault("cannot find the kit's folder: %s", strerror(errno));
    else if (request.lessons_given && stat(request.directory, &place) == -1)
        status = say_fault("--lessons %s: %s", request.directory, strerror(errno));
    else if (request.lessons_given && !S_ISDIR(place.st_mode))
        status = say_fault("--lessons %s: this is no folder", request.directory);
    else
        status = verb->run(&request);
    free(request.build);
    free(request.directory);
    return status;
}

int main(int argc, char **argv)
{
    surroundings_settle();
    const char *name = argc > 1 ? argv[1] : "help";
    if (strcmp(name, "--help") == 0 || strcmp(name, "-h") == 0)
        name = "help";
    for (int i = 0; i < VERB_COUNT; i++)
        if (strcmp(verbs[i].name, name) == 0)
            return run_verb(&verbs[i], argc > 1 ? argc - 1 : argc, argc > 1 ? argv + 1 : argv);
    return say_fault("there is no verb \"%s\": type  make help  to see those that there are", name);
}
