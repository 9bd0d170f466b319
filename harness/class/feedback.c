/* feedback.c - what a student is told, in plain text. */
#include "class/feedback.h"

#include "kit.h"
#include "report/member.h"
#include "report/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_OF_LESSON = 16 << 10 };

static bool is_bad(const json_t *check)
{
    return member_is(check, "status", "failed") || member_is(check, "status", "crashed") ||
           member_is(check, "status", "stuck");
}

static void put(FILE *out, const json_t *object, const char *key)
{
    const char *text = member_text(object, key);
    text_safe(out, text, strlen(text));
}

static void put_check(FILE *out, const json_t *check, bool toned_down)
{
    bool named = *member_text(check, "mistake") != '\0';
    put(out, check, "status");
    fputs(member_is(check, "tier", "stretch") ? ": star: " : ": ", out);
    put(out, check, "name");
    fputc('\n', out);
    if (!toned_down) {
        text_lines(out, member_text(check, "message"), "  ");
    } else if (named) {
        fputs("  mistake: ", out);
        put(out, check, "mistake");
        fputs(" (a section of GUIDE.md)\n", out);
    }
}

static void put_lesson(FILE *out, const json_t *lesson, bool toned_down)
{
    size_t i;
    json_t *check;
    bool unread = member_is(lesson, "status", "broken") || member_is(lesson, "status", "missing");
    if (unread && !toned_down)
        text_lines(out, member_text(lesson, "message"), "  ");
    json_array_foreach(json_object_get(lesson, "checks"), i, check)
    {
        if (is_bad(check))
            put_check(out, check, toned_down);
    }
}

char *feedback_bounded(char *text, size_t limit)
{
    size_t length = text == NULL ? 0 : strlen(text), end = limit;
    if (length <= limit)
        return text;
    while (end > 0 && text[end - 1] != '\n')
        end--;
    char *cut = kit_text("%.*s[%zu more bytes are not shown]\n", (int)end, text, length - end);
    free(text);
    return cut;
}

char *feedback_lesson(const json_t *lesson, bool toned_down)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL)
        return NULL;
    put_lesson(out, lesson, toned_down);
    return fclose(out) == 0 ? feedback_bounded(text, MOST_OF_LESSON) : NULL;
}

char *feedback_all(const json_t *result, bool toned_down)
{
    char *text = NULL;
    size_t size, i;
    json_t *lesson;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL)
        return NULL;
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        char *title = feedback_title(lesson), *found = feedback_lesson(lesson, toned_down);
        fprintf(out, "%s: ", title == NULL ? "" : title);
        put(out, lesson, "status");
        fprintf(out, "\n%s", found == NULL ? "" : found);
        free(title);
        free(found);
    }
    return fclose(out) == 0 ? text : NULL;
}

bool feedback_of_lesson(const json_t *entry, int number)
{
    int of = 0, end = 0;
    return sscanf(member_text(entry, "what"), "lesson %d:%n", &of, &end) == 1 && end > 0 &&
           (number == 0 || of == number);
}

char *feedback_points(const json_t *result)
{
    char *text = NULL;
    size_t size, i;
    json_t *entry;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL)
        return NULL;
    fprintf(out, "%.10g of %.10g points, %d of %zu lessons passed",
            json_number_value(json_object_get(result, "score")),
            json_number_value(json_object_get(result, "max_score")), feedback_passed(result),
            json_array_size(json_object_get(result, "lessons")));
    json_array_foreach(json_object_get(result, "points"), i, entry)
    {
        if (feedback_of_lesson(entry, 0))
            continue;
        fputc('\n', out);
        put(out, entry, "what");
        fprintf(out, ": %.10g", json_number_value(json_object_get(entry, "points")));
    }
    return fclose(out) == 0 ? text : NULL;
}

char *feedback_title(const json_t *lesson)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL)
        return NULL;
    fprintf(out, "%d ", member_number(lesson, NULL, "lesson"));
    put(out, lesson, "title");
    return fclose(out) == 0 ? text : NULL;
}

int feedback_passed(const json_t *result)
{
    size_t i;
    json_t *lesson;
    int passed = 0;
    json_array_foreach(json_object_get(result, "lessons"), i, lesson)
    {
        passed += member_is(lesson, "status", "passed");
    }
    return passed;
}
