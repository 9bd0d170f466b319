/* feedback.c - what a student is told of a lesson, in plain text. */
#include "class/feedback.h"

#include "kit.h"
#include "report/member.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_bad(const json_t *check)
{
    return member_is(check, "status", "failed") || member_is(check, "status", "crashed") ||
           member_is(check, "status", "stuck");
}

static void put_check(FILE *out, const json_t *check, bool toned_down)
{
    const char *mistake = member_text(check, "mistake");
    fprintf(out, "%s: %s%s\n", member_text(check, "status"),
            member_is(check, "tier", "stretch") ? "star: " : "", member_text(check, "name"));
    if (!toned_down)
        fprintf(out, "%s\n", member_text(check, "message"));
    else if (*mistake != '\0')
        fprintf(out, "mistake: %s (GUIDE.md, section %s)\n", mistake, mistake);
}

static void put_lesson(FILE *out, const json_t *lesson, bool toned_down)
{
    size_t i;
    json_t *check;
    if (member_is(lesson, "status", "broken") || member_is(lesson, "status", "missing"))
        fprintf(out, "%s\n", toned_down ? "" : member_text(lesson, "message"));
    json_array_foreach(json_object_get(lesson, "checks"), i, check)
    {
        if (is_bad(check))
            put_check(out, check, toned_down);
    }
}

char *feedback_lesson(const json_t *lesson, bool toned_down)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL)
        return NULL;
    put_lesson(out, lesson, toned_down);
    return fclose(out) == 0 ? text : NULL;
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
        fprintf(out, "%d %s: %s\n", member_number(lesson, NULL, "lesson"),
                member_text(lesson, "title"), member_text(lesson, "status"));
        put_lesson(out, lesson, toned_down);
    }
    return fclose(out) == 0 ? text : NULL;
}

char *feedback_title(const json_t *lesson)
{
    return kit_text("%d %s", member_number(lesson, NULL, "lesson"), member_text(lesson, "title"));
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
