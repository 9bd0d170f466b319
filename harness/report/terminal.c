/* terminal.c - verdicts for people: the board, and one lesson in full.
 *
 * Each state stands in words, so that the output reads well aloud and without colours. */
#include "report/terminal.h"

#include "lessons.h"
#include "report/member.h"
#include "report/next.h"
#include "report/text.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct state {
    const char *status; /* in JSON */
    const char *words;
    char symbol;
    const char *colour; /* as in an ECMA-48 SGR sequence */
};

/* Cyan and bold red differ in brightness and weight for who sees neither red nor green. */
#define GOOD "36"
#define BAD "1;31"
#define OTHER "33"

static const struct state lesson_states[] = {
    {"passed", "passed", '+', GOOD},    {"failed", "failed", 'x', BAD},
    {"todo", "to do", '.', "0"},        {"broken", "broken", '!', BAD},
    {"missing", "missing", '?', OTHER},
};

static const struct state check_states[] = {
    {"passed", "passed", '+', GOOD},  {"failed", "failed", 'x', BAD},
    {"crashed", "crashed", 'x', BAD}, {"stuck", "stuck", 'x', BAD},
    {"waiting", "waiting", '.', "0"}, {"skipped", "skipped", '-', OTHER},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static struct state state_of(const json_t *object, const struct state *states, size_t count)
{
    const char *status = member_text(object, "status");
    for (size_t i = 0; i < count; i++)
        if (strcmp(states[i].status, status) == 0)
            return states[i];
    return (struct state){status, *status ? status : "unknown", '?', OTHER};
}

/* --- texts ------------------------------------------------------------------------------------ */

bool terminal_colour(FILE *out)
{
    const char *no = getenv("NO_COLOR");
    const char *plain = getenv("PLAIN");
    const char *term = getenv("TERM");
    return isatty(fileno(out)) && !(no && *no) && !(plain && *plain) && term &&
           strcmp(term, "dumb") != 0;
}

static void put_lines(const struct terminal *terminal, const char *text, const char *indent)
{
    text_flow(terminal->out, text, indent, text_width(terminal->out));
}

static void put(const struct terminal *terminal, const char *text)
{
    text_safe(terminal->out, text, strlen(text));
}

/* The words of a state, padded, in its colour. */
static void put_state(const struct terminal *terminal, struct state state, int width)
{
    bool colour = terminal->colour && strcmp(state.colour, "0") != 0;
    if (colour)
        fprintf(terminal->out, "\033[%sm", state.colour);
    put(terminal, state.words);
    if (colour)
        fputs("\033[0m", terminal->out);
    for (int i = (int)strlen(state.words); i < width; i++)
        fputc(' ', terminal->out);
}

static void put_skipped(const struct terminal *terminal, int count)
{
    if (count > 0)
        fprintf(terminal->out, "%d %s skipped, which this machine cannot show.\n", count,
                count == 1 ? "check was" : "checks were");
}

/* Of the checks that were not skipped. */
static void put_counts(const struct terminal *terminal, const json_t *verdict)
{
    int stars = member_number(verdict, "stretch", "of");
    fprintf(terminal->out, "%d of %d checks", member_number(verdict, "core", "passed"),
            member_number(verdict, "core", "of"));
    if (stars > 0)
        fprintf(terminal->out, ", %d of %d stars", member_number(verdict, "stretch", "passed"),
                stars);
}

/* --- the board -------------------------------------------------------------------------------- */

static void put_row(const struct terminal *terminal, const json_t *verdict)
{
    struct state state = state_of(verdict, lesson_states, COUNT(lesson_states));
    const char *title = member_text(verdict, "title");
    fprintf(terminal->out, " %2d  ", member_number(verdict, NULL, "lesson"));
    put(terminal, title);
    fprintf(terminal->out, "%*s  %c ", strlen(title) < 27 ? (int)(27 - strlen(title)) : 0, "",
            state.symbol);
    bool begun =
        member_is(verdict, "status", "todo") && member_number(verdict, "core", "passed") > 0;
    bool counted =
        begun || member_is(verdict, "status", "passed") || member_is(verdict, "status", "failed");
    put_state(terminal, state, counted ? 8 : 0);
    if (counted)
        put_counts(terminal, verdict);
    fputc('\n', terminal->out);
}

void terminal_board(const struct terminal *terminal, const json_t *verdicts)
{
    size_t i;
    json_t *verdict;
    const json_t *first = NULL;
    int passed = 0, skipped = 0;
    fputs("The ten steps\n\n", terminal->out);
    json_array_foreach(verdicts, i, verdict)
    {
        put_row(terminal, verdict);
        skipped += member_count(json_object_get(verdict, "checks"), 0, "skipped", NULL);
        if (member_is(verdict, "status", "passed"))
            passed++;
        else if (!first)
            first = verdict;
    }
    fprintf(terminal->out, "\n%d of %d lessons passed.\n", passed, LESSON_COUNT);
    put_skipped(terminal, skipped);
    if (first) {
        next_step(terminal, first, true);
    } else if (passed == LESSON_COUNT) {
        next_stars(terminal, verdicts, skipped == 0);
        next_programs(terminal);
    }
}

/* --- one lesson ------------------------------------------------------------------------------- */

static const char indent[] = "            "; /* as wide as the words of a state */

static void put_check(const struct terminal *terminal, const json_t *check)
{
    const char *mistake = member_text(check, "mistake"); /* which the message may name already */
    const char *message = member_text(check, "message");
    char *name = NULL;
    bool star = member_is(check, "tier", "stretch");
    if (asprintf(&name, "%s%s", star ? "star: " : "", member_text(check, "name")) == -1)
        return;
    fputs(*message == '\0' ? "  " : "\n  ", terminal->out);
    put_state(terminal, state_of(check, check_states, COUNT(check_states)), 10);
    text_beside(terminal->out, name, indent);
    free(name);
    put_lines(terminal, message, indent);
    if (*mistake == '\0' || strstr(message, "GUIDE.md"))
        return;
    fprintf(terminal->out, "%sread on: GUIDE.md, section ", indent);
    put(terminal, mistake);
    fputc('\n', terminal->out);
}

/* One line for all that wait for the same. */
static void put_waiting(const struct terminal *terminal, const json_t *checks)
{
    bool first = true;
    for (size_t i = 0; i < json_array_size(checks); i++) {
        const json_t *check = json_array_get(checks, i);
        const char *why = member_text(check, "message");
        int all = member_count(checks, 0, "waiting", why);
        int rest = member_count(checks, i, "waiting", why);
        char *text = NULL;
        if (!member_is(check, "status", "waiting") || rest < all ||
            asprintf(&text, "%d %s: %.*s", all, all == 1 ? "check" : "checks",
                     *why ? (int)strcspn(why, "\n") : 99,
                     *why ? why : "until what they build on passes") == -1)
            continue;
        fputs(first ? "\n  " : "  ", terminal->out);
        put_state(terminal, state_of(check, check_states, COUNT(check_states)), 10);
        text_beside(terminal->out, text, indent);
        free(text);
        first = false;
    }
}

/* What passed comes first: the rest is to be read, and stands where the eye is when all is told. */
static void put_checks(const struct terminal *terminal, const json_t *checks)
{
    size_t i;
    json_t *check;
    for (int passed = 1; passed >= 0; passed--)
        json_array_foreach(checks, i, check)
        {
            if (!member_is(check, "status", "waiting") &&
                member_is(check, "status", "passed") == passed)
                put_check(terminal, check);
        }
    put_waiting(terminal, checks);
}

void terminal_lesson(const struct terminal *terminal, const json_t *verdict)
{
    struct state state = state_of(verdict, lesson_states, COUNT(lesson_states));
    fprintf(terminal->out, "Lesson %d, ", member_number(verdict, NULL, "lesson"));
    put(terminal, member_text(verdict, "title"));
    fputs(": ", terminal->out);
    put_state(terminal, state, 0);
    fputs(", ", terminal->out);
    next_file(terminal, verdict);
    fputs("\n", terminal->out);
    text_compiler(terminal->out, member_text(verdict, "message"), "  ");
    if (*member_text(verdict, "warnings"))
        fputs("  The compiler warns:\n", terminal->out);
    text_compiler(terminal->out, member_text(verdict, "warnings"), "  ");
    put_checks(terminal, json_object_get(verdict, "checks"));
    if (member_is(verdict, "status", "passed") || member_is(verdict, "status", "failed")) {
        fputc('\n', terminal->out);
        put_counts(terminal, verdict);
        fputs("\n", terminal->out);
        put_skipped(terminal, member_count(json_object_get(verdict, "checks"), 0, "skipped", NULL));
    }
}
