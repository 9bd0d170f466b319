/* next.c - what to do next. */
#include "report/next.h"

#include "lessons.h"
#include "report/member.h"
#include "report/text.h"

#include <stdlib.h>
#include <string.h>

static void put(const struct terminal *terminal, const char *text)
{
    text_safe(terminal->out, text, strlen(text));
}

static void put_lines(const struct terminal *terminal, const char *text)
{
    text_flow(terminal->out, text, "", text_width(terminal->out));
}

void next_file(const struct terminal *terminal, const json_t *verdict)
{
    put(terminal, terminal->directory);
    fputc('/', terminal->out);
    put(terminal, member_text(verdict, "file"));
}

void next_command(const struct terminal *terminal, const char *verb, int lesson)
{
    if (!terminal->chosen) {
        fprintf(terminal->out, "  make %s LESSON=%d", verb, lesson);
        return;
    }
    fprintf(terminal->out, "  build/lab %s %d --lessons '", verb, lesson);
    put(terminal, terminal->directory);
    fputc('\'', terminal->out);
}

/* The sentence that leads to a command; on the BOARD, where no lesson has been shown. */
static void put_sentence(const struct terminal *terminal, const json_t *verdict, bool board)
{
    int lesson = member_number(verdict, NULL, "lesson");
    fputs("Next: ", terminal->out);
    if (board) {
        fprintf(terminal->out, "lesson %d, ", lesson);
        put(terminal, member_text(verdict, "title"));
        fputs(": ", terminal->out);
    }
    if (member_is(verdict, "status", "missing")) {
        fputs("the file is missing. To get it back, type", terminal->out);
    } else if (board && !member_is(verdict, "status", "todo")) {
        fputs("to see what is wrong, type", terminal->out);
    } else {
        if (member_is(verdict, "status", "todo"))
            fprintf(terminal->out, "read GUIDE.md, chapter %d, complete ", lesson);
        else
            fputs("correct ", terminal->out);
        next_file(terminal, verdict);
        fputs(", then type", terminal->out);
    }
}

/* The step from which the lesson gets on. */
void next_step(const struct terminal *terminal, const json_t *verdict, bool board)
{
    char *sentence = NULL;
    size_t size = 0;
    struct terminal line = *terminal;
    line.out = open_memstream(&sentence, &size);
    if (line.out != NULL) {
        put_sentence(&line, verdict, board);
        fclose(line.out);
    }
    if (sentence != NULL)
        put_lines(terminal, sentence);
    free(sentence);
    next_command(terminal, member_is(verdict, "status", "missing") ? "reset" : "check",
                 member_number(verdict, NULL, "lesson"));
    fputc('\n', terminal->out);
}

void next_stars(const struct terminal *terminal, const json_t *verdicts, bool all)
{
    size_t i;
    json_t *verdict;
    bool some = false;
    json_array_foreach(verdicts, i, verdict)
    {
        if (!member_lacks_stars(verdict))
            continue;
        fprintf(terminal->out, "%s%d", some ? ", " : "Stars are left in: lesson ",
                member_number(verdict, NULL, "lesson"));
        some = true;
    }
    fputs(some  ? ".\n"
          : all ? "Every star is earned.\n"
                : "Every star that this machine can show is earned.\n",
          terminal->out);
}

void next_programs(const struct terminal *terminal)
{
    fputs("Next: the last board, your programs and the reference with each other: type\n"
          "  make final\n"
          "To see them at work, in one terminal type\n"
          "  make server ARGS=\"127.0.0.1 7007\"\n"
          "and in another\n"
          "  make client ARGS=\"127.0.0.1 7007\"\n",
          terminal->out);
}

/* Where a lesson that has begun does not get on. */
static void put_help(const struct terminal *terminal, const json_t *verdict)
{
    int lesson = member_number(verdict, NULL, "lesson");
    if (!member_is(verdict, "status", "failed"))
        return;
    fputs("A hint, and what both sides did:\n", terminal->out);
    next_command(terminal, "hint", lesson);
    fputc('\n', terminal->out);
    next_command(terminal, "trace", lesson);
    fputc('\n', terminal->out);
}

static void put_passed(const struct terminal *terminal, const json_t *verdict)
{
    int lesson = member_number(verdict, NULL, "lesson");
    int left =
        member_number(verdict, "stretch", "of") - member_number(verdict, "stretch", "passed");
    if (left > 0)
        fprintf(terminal->out,
                "Lesson %d is passed. %d star%s left, for code as it runs in production.\n", lesson,
                left, left == 1 ? " is" : "s are");
    else
        fprintf(terminal->out, "Lesson %d is passed%s.\n", lesson,
                member_number(verdict, "stretch", "of") > 0 ? ", and no star is left" : "");
    if (terminal->solutions) {
        fputs("To compare your answer with another:\n", terminal->out);
        next_command(terminal, "solution", lesson);
        fputc('\n', terminal->out);
    }
}

void terminal_next(const struct terminal *terminal, const json_t *verdict)
{
    int lesson = member_number(verdict, NULL, "lesson");
    if (!member_is(verdict, "status", "passed")) {
        next_step(terminal, verdict, false);
        put_help(terminal, verdict);
        return;
    }
    put_passed(terminal, verdict);
    const struct lesson *next = lesson_by_number(lesson + 1);
    if (next) {
        fprintf(terminal->out, "Next: lesson %d, %s: type\n", next->number, next->title);
        next_command(terminal, "check", next->number);
    } else {
        fputs("Next: the board of all lessons: type\n  make", terminal->out);
    }
    fputc('\n', terminal->out);
}
