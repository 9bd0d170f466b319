/* final.c - final: the last board, yours and the reference, each as client and as server. */
#include "judge/kernel.h"
#include "kit.h"
#include "pairs.h"
#include "programs.h"
#include "report/text.h"
#include "verbs/verbs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { YOURS, REFERENCE, SIDES };

/* One of the student's two programs. */
struct own {
    const struct program *program;
    struct party party;
    char *path, *why; /* why: what is lacking; NULL: it is complete */
    bool ipv6;        /* the checks that are about it have passed */
};

struct cell {
    bool tried, differs;
    const char *ip;
    struct difference difference;
    const char *lacks; /* NULL: nothing */
};

/* Whether VERDICT has no check about IPv6 that did not pass. */
static bool knows_ipv6(const json_t *verdict)
{
    size_t i;
    json_t *check;
    json_array_foreach(json_object_get(verdict, "checks"), i, check)
    {
        const char *name = json_string_value(json_object_get(check, "name"));
        const char *status = json_string_value(json_object_get(check, "status"));
        if (name && status && strstr(name, "IPv6") && strcmp(status, "passed") != 0)
            return false;
    }
    return true;
}

/* The lessons that are lacking, COUNT of them: "lessons 5 to 10" if none is there. */
static char *say_lacking(const struct program *program, const int *numbers, int count)
{
    char *words = NULL;
    size_t size = 0;
    FILE *out = count > 0 ? open_memstream(&words, &size) : NULL;
    if (!out)
        return NULL;
    fprintf(out, "lesson%s %d", count > 1 ? "s" : "", numbers[0]);
    if (count == program->last - program->first + 1)
        fprintf(out, " to %d", program->last);
    else
        for (int i = 1; i < count; i++)
            fprintf(out, ", %d", numbers[i]);
    fclose(out);
    return words;
}

static void see_what_is_there(struct own *own, const json_t *verdicts)
{
    size_t i;
    json_t *verdict;
    int lacking[LESSON_COUNT], count = 0;
    own->ipv6 = kernel_has_ipv6();
    json_array_foreach(verdicts, i, verdict)
    {
        int number = (int)json_integer_value(json_object_get(verdict, "lesson"));
        if (number < own->program->first || number > own->program->last)
            continue;
        own->ipv6 = own->ipv6 && knows_ipv6(verdict);
        if (strcmp(verdict_status(verdict), "passed") != 0)
            lacking[count++] = number;
    }
    own->why = say_lacking(own->program, lacking, count);
}

/* 0, or FAULT, having said why. */
static int build_own(const struct request *request, struct own *own)
{
    char *given = kit_path("lessons"), *why = NULL;
    if (own->why) {
        free(given);
        return 0;
    }
    own->path = program_build(own->program, request->directory, given, request->build, &why);
    own->party = (struct party){.path = own->path, .words = {own->program->name}};
    int status = own->path ? 0 : say_fault("cannot build your %s: %s", own->program->name, why);
    free(given);
    free(why);
    return status;
}

/* --- the board -------------------------------------------------------------------------------- */

static int try_cell(struct cell *cell, const struct party *client, const struct party *server,
                    bool ipv6)
{
    static const char *const ips[] = {"127.0.0.1", "::1"};
    for (int i = 0; i < (ipv6 ? 2 : 1) && !cell->differs; i++) {
        cell->ip = ips[i];
        if (pairs_try(client, server, cell->ip, &cell->difference) == -1)
            return errno == EINTR ? say_fault("interrupted: nothing is lost, type the same again")
                                  : say_fault("a program cannot be started: %s", strerror(errno));
        cell->differs = *cell->difference.what != '\0';
    }
    cell->tried = true;
    return 0;
}

static const char *const whose[] = {[YOURS] = "yours", [REFERENCE] = "the reference"};

static void put_cell(const struct cell *cell, bool last)
{
    char words[64];
    if (!cell->tried)
        snprintf(words, sizeof words, ". needs %s", cell->lacks);
    else
        snprintf(words, sizeof words, "%s", cell->differs ? "x differ" : "+ agree");
    printf("%-*s", last ? 0 : 32, words);
}

static void put_difference(const struct cell *cell, int client, int server)
{
    const struct difference *difference = &cell->difference;
    if (!cell->differs)
        return;
    printf("\nclient: %s, server: %s, at %s:\n", whose[client], whose[server], cell->ip);
    printf("  %s\n", difference->what);
    if (*difference->sent)
        printf("  sent:     %s\n", difference->sent);
    fputs("  expected: ", stdout);
    text_beside(stdout, difference->expected, "            ");
    fputs("  seen:     ", stdout);
    text_beside(stdout, difference->seen, "            ");
}

static void put_board(struct cell cells[SIDES][SIDES], bool ipv6)
{
    printf("The last board\n\n%-22s%-32s%s\n", "", "server: yours", "server: the reference");
    for (int client = 0; client < SIDES; client++) {
        printf("client: %-14s", whose[client]);
        for (int server = 0; server < SIDES; server++)
            put_cell(&cells[client][server], server + 1 == SIDES);
        putchar('\n');
    }
    for (int client = 0; client < SIDES; client++)
        for (int server = 0; server < SIDES; server++)
            put_difference(&cells[client][server], client, server);
    puts("\nEach pair: one byte, NUL bytes, a megabyte with a half-close, nothing at all,\n"
         "one client after another.");
    if (!ipv6)
        puts("Over IPv4 only: over IPv6, too, when this machine has it and no star about it is\n"
             "left.");
}

static int put_next(struct cell cells[SIDES][SIDES])
{
    int differ = 0, untried = 0;
    for (int i = 0; i < SIDES * SIDES; i++) {
        differ += cells[i / SIDES][i % SIDES].differs;
        untried += !cells[i / SIDES][i % SIDES].tried;
    }
    if (cells[REFERENCE][REFERENCE].differs)
        return say_fault("the reference does not agree with itself. This is no fault of yours: "
                         "type  make doctor");
    if (differ > 0)
        puts("Next: make trace on the lessons of the program that differs; both sides are real\n"
             "here.");
    else if (untried > 0)
        puts("Next: the lessons that are lacking. The board of all: make");
    else
        puts("All four agree. Next: GUIDE.md, section \"What comes next\".");
    return differ + untried > 0 ? NOT_PASSED : PASSED;
}

static int make_board(const struct own *client, const struct own *server,
                      struct cell cells[SIDES][SIDES])
{
    const struct party reference[] = {{.words = {"lab", "talk"}},
                                      {.words = {"lab", "serve", "--port=0", "--ip"}}};
    for (int i = 0; i < SIDES * SIDES; i++) {
        int c = i / SIDES, s = i % SIDES;
        struct cell *cell = &cells[c][s];
        bool ipv6 = (c == REFERENCE || client->ipv6) && (s == REFERENCE || server->ipv6) &&
                    kernel_has_ipv6();
        const char *of_client = c == YOURS ? client->why : NULL;
        const char *of_server = s == YOURS ? server->why : NULL;
        cell->lacks = of_client && of_server ? "the lessons of both"
                      : of_client            ? of_client
                                             : of_server;
        if (!cell->lacks && try_cell(cell, c == YOURS ? &client->party : &reference[0],
                                     s == YOURS ? &server->party : &reference[1], ipv6) != 0)
            return FAULT;
    }
    return 0;
}

int verb_final(const struct request *request)
{
    struct own client = {.program = &program_client}, server = {.program = &program_server};
    struct cell cells[SIDES][SIDES] = {0};
    const struct lesson *all[LESSON_COUNT];
    struct check_outcome outcome;
    for (int i = 0; i < LESSON_COUNT; i++)
        all[i] = &lessons[i];
    int status = verb_lessons(request, all, LESSON_COUNT, &outcome);
    if (status == PASSED)
        status = verb_report_faults(&outcome);
    if (status == PASSED) {
        see_what_is_there(&client, outcome.verdicts);
        see_what_is_there(&server, outcome.verdicts);
        status = build_own(request, &client) || build_own(request, &server) ? FAULT : PASSED;
    }
    if (status == PASSED)
        status = make_board(&client, &server, cells);
    if (status == PASSED) {
        put_board(cells, client.ipv6 && server.ipv6);
        status = put_next(cells);
    }
    check_free(&outcome);
    free(client.path);
    free(client.why);
    free(server.path);
    free(server.why);
    return end_output(status);
}
