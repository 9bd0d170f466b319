/* screen.c - what the screen of make watch shows. */
#include "watch/screen.h"

#include "report/member.h"
#include "report/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    FRAME = 2,     /* lines below: an empty one, the keys */
    FIRST_ROWS = 6 /* of a lesson: its head, and which check it is */
};

static bool status_is(const struct view *view, const char *status)
{
    return view->verdict && member_is(view->verdict, "status", status);
}

/* The first check that did not pass, those of the core before stars; NULL if all did. */
static const json_t *first_trouble(const struct view *view)
{
    static const char *const tiers[] = {"core", "stretch"};
    size_t i;
    json_t *check;
    for (int tier = 0; tier < 2; tier++)
        json_array_foreach(json_object_get(view->verdict, "checks"), i, check)
        {
            bool bad = member_is(check, "status", "failed") ||
                       member_is(check, "status", "crashed") || member_is(check, "status", "stuck");
            if (bad && member_is(check, "tier", tiers[tier]))
                return check;
        }
    return NULL;
}

/* --- keys ------------------------------------------------------------------------------------- */

static bool on_lesson(const struct view *view) { return view->page == PAGE_LESSON; }

static bool no_list(const struct view *view) { return view->page != PAGE_LIST; }

static bool can_hint(const struct view *view)
{
    return no_list(view) && view->verdict &&
           (!status_is(view, "passed") || member_lacks_stars(view->verdict));
}

static bool can_trace(const struct view *view)
{
    return no_list(view) && view->verdict && first_trouble(view) != NULL;
}

static bool can_show_solution(const struct view *view)
{
    return no_list(view) && view->solutions && status_is(view, "passed");
}

static bool can_go_on(const struct view *view)
{
    return on_lesson(view) && view->lesson->number < LESSON_COUNT;
}

static bool is_long(const struct view *view) { return view->page == PAGE_TEXT && view->scrolls; }

static bool is_list(const struct view *view) { return view->page == PAGE_LIST; }

static bool can_return(const struct view *view) { return !on_lesson(view); }

static bool always(const struct view *view)
{
    (void)view;
    return true;
}

static const struct key {
    int key;
    const char *words;
    bool (*works)(const struct view *view);
} keys[] = {
    {'h', "h hint", can_hint},
    {'t', "t trace", can_trace},
    {'s', "s solution", can_show_solution},
    {'c', "c check in full", no_list},
    {'l', "l list", on_lesson},
    {'n', "n next lesson", can_go_on},
    {' ', "space on", is_long},
    {'b', "b back up", is_long},
    {'0', "1 to 9, 0 for ten: that lesson", is_list},
    {'r', "r return", can_return},
    {'q', "q quit", always},
};

enum { KEY_COUNT = sizeof keys / sizeof *keys };

bool screen_has_key(const struct view *view, int key)
{
    if (key >= '1' && key <= '9')
        key = '0';
    for (int i = 0; i < KEY_COUNT; i++)
        if (keys[i].key == key)
            return keys[i].works(view);
    return false;
}

static void put_keys(FILE *out, const struct view *view)
{
    const char *between = "";
    for (int i = 0; i < KEY_COUNT; i++) {
        if (!keys[i].works(view))
            continue;
        fprintf(out, "%s%s", between, keys[i].words);
        between = "   ";
    }
    fputc('\n', out);
}

/* --- the lesson ------------------------------------------------------------------------------- */

static const char *state_in_words(const struct view *view)
{
    if (view->fault)
        return "could not be checked";
    if (!view->verdict)
        return "not checked yet";
    return status_is(view, "todo") ? "to do" : member_text(view->verdict, "status");
}

static void put_head(FILE *out, const struct view *view)
{
    fprintf(out, "Lesson %d, %s: %s%s\n", view->lesson->number, view->lesson->title,
            state_in_words(view), view->checking ? " (checking what was saved)" : "");
    text_safe(out, view->file, strlen(view->file));
    fputc('\n', out);
    if (view->verdict && json_array_size(json_object_get(view->verdict, "checks")) > 0)
        fprintf(out, "%d of %d checks, %d of %d stars\n",
                member_number(view->verdict, "core", "passed"),
                member_number(view->verdict, "core", "of"),
                member_number(view->verdict, "stretch", "passed"),
                member_number(view->verdict, "stretch", "of"));
    fputc('\n', out);
}

static void put_check(FILE *out, const json_t *check, size_t columns)
{
    fprintf(out, "%s%s: %s\n", member_is(check, "tier", "stretch") ? "star: " : "",
            member_text(check, "name"), member_text(check, "status"));
    text_flow(out, member_text(check, "message"), "  ", columns);
}

static void put_passed(FILE *out, const struct view *view)
{
    int left = member_number(view->verdict, "stretch", "of") -
               member_number(view->verdict, "stretch", "passed");
    fprintf(out, "Lesson %d is passed.", view->lesson->number);
    if (left > 0)
        fprintf(out, " %d star%s left.\n\n", left, left == 1 ? " is" : "s are");
    else
        fputs(" No star is left.\n\n", out);
    if (view->lesson->number < LESSON_COUNT)
        fprintf(out, "n opens lesson %d, %s.\n\n", view->lesson->number + 1,
                lessons[view->lesson->number].title);
}

/* The one thing to do now. */
static void put_thing(FILE *out, const struct view *view, size_t columns)
{
    const json_t *trouble = first_trouble(view);
    char *words = NULL;
    if (view->fault) {
        text_flow(out, view->fault, "", columns);
        return;
    }
    if (status_is(view, "passed"))
        put_passed(out, view);
    if (trouble)
        put_check(out, trouble, columns);
    else if (status_is(view, "broken") || status_is(view, "missing"))
        text_compiler(out, member_text(view->verdict, "message"), "  ");
    else if (status_is(view, "todo") &&
             asprintf(&words, "Read GUIDE.md, chapter %d, complete %s, and save it.",
                      view->lesson->number, view->file) != -1) {
        text_flow(out, words, "", columns);
        free(words);
    }
}

/* --- the whole -------------------------------------------------------------------------------- */

/* TEXT with a new line where one of its lines is longer than COLUMNS. */
static void put_folded(FILE *out, const char *text, size_t columns)
{
    for (size_t column = 0; *text; text++) {
        bool begins = ((unsigned char)*text & 0xc0) != 0x80; /* a character, not its rest */
        if (begins && *text != '\n' && column++ == columns) {
            fputc('\n', out);
            column = 1;
        }
        if (*text == '\n')
            column = 0;
        fputc(*text, out);
    }
}

static char *body_of(const struct view *view, size_t columns)
{
    char *text = NULL, *folded = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    if (on_lesson(view)) {
        put_head(out, view);
        put_thing(out, view, columns);
    } else {
        fputs(view->text, out);
    }
    fclose(out);
    out = open_memstream(&folded, &size);
    if (out && text)
        put_folded(out, text, columns);
    if (out)
        fclose(out);
    free(text);
    return folded;
}

static size_t count_lines(const char *text)
{
    size_t count = 0;
    for (; *text; text++)
        count += *text == '\n';
    return count;
}

/* The next line of *TEXT; an empty one when there is no more. */
static void put_line(FILE *out, const char **text)
{
    size_t length = strcspn(*text, "\n");
    fprintf(out, "%.*s\n", (int)length, *text);
    *text += length + ((*text)[length] == '\n');
}

/* The lines of a lesson's screen that are kept at its end: what is to do. */
static size_t last_words(const char *text)
{
    const char *to_do = strstr(text, "\n  to do: ");
    return to_do ? count_lines(to_do + 1) : 0;
}

/* ROWS lines of a lesson that has more: what goes first is the why, which stands before what is to
   do. */
static void put_cut_lesson(FILE *out, const char *text, size_t rows)
{
    size_t all = count_lines(text), last = last_words(text), left_out = all - (rows - 1);
    if (last + FIRST_ROWS > rows)
        last = 0;
    for (size_t i = 0; i + last + 1 < rows; i++)
        put_line(out, &text);
    fprintf(out, "(%zu more lines: c shows them)\n", left_out);
    while (left_out-- > 0)
        text += strcspn(text, "\n") + 1;
    if (last > 0)
        fputs(text, out);
}

/* ROWS lines of TEXT; one says so if that is not all. */
static void put_body(FILE *out, const struct view *view, const char *text, size_t rows)
{
    size_t all = count_lines(text);
    bool cut = all > rows;
    if (cut && on_lesson(view)) {
        put_cut_lesson(out, text, rows);
        return;
    }
    for (size_t i = 0; !on_lesson(view) && i < view->from && *text; i++)
        text += strcspn(text, "\n") + 1;
    size_t left = count_lines(text);
    for (size_t i = 0; i + cut < rows; i++)
        put_line(out, &text);
    if (cut)
        fprintf(out, "(lines %zu to %zu of %zu)\n", view->from + 1,
                view->from + (left < rows - 1 ? left : rows - 1), all);
}

/* The keys, in lines. */
static char *foot_of(const struct view *view, size_t columns)
{
    char *keys_line = NULL, *lines = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&keys_line, &size);
    if (out) {
        put_keys(out, view);
        fclose(out);
    }
    out = open_memstream(&lines, &size);
    if (out) {
        text_flow(out, keys_line ? keys_line : "", "", columns);
        fclose(out);
    }
    free(keys_line);
    return lines;
}

char *screen_text(const struct view *view, size_t rows, size_t columns)
{
    char *screen = NULL, *body = body_of(view, columns), *foot = foot_of(view, columns);
    size_t size = 0;
    FILE *out = open_memstream(&screen, &size);
    if (out && body && foot) {
        size_t below = count_lines(foot) + 1;
        if (rows == 0)
            fputs(body, out);
        else if (rows > below)
            put_body(out, view, body, rows - below);
        fprintf(out, "\n%s", foot);
    }
    if (out)
        fclose(out);
    free(body);
    free(foot);
    return screen;
}

static size_t lines_of(const struct view *view, size_t columns)
{
    char *body = body_of(view, columns);
    size_t all = body ? count_lines(body) : 0;
    free(body);
    return all;
}

bool screen_scrolls(const struct view *view, size_t rows, size_t columns)
{
    return lines_of(view, columns) + FRAME > rows;
}

size_t screen_scroll(const struct view *view, int key, size_t rows, size_t columns)
{
    size_t step = rows > FRAME + 2 ? rows - FRAME - 2 : 1;
    if (key == 'b')
        return view->from > step ? view->from - step : 0;
    return view->from + step < lines_of(view, columns) ? view->from + step : view->from;
}
