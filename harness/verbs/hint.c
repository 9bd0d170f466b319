/* hint.c - hint: the next rung of a lesson's ladder, out of the guide. */
#include "hints.h"
#include "judge/guide.h"
#include "kit.h"
#include "report/member.h"
#include "report/text.h"
#include "verbs/verbs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_text(const char *text) { text_flow(stdout, text, "  ", text_width(stdout)); }

/* That of the first check of TIER that has failed and tells one, or NULL. */
static const char *mistake_of(const json_t *verdict, const char *tier)
{
    size_t i;
    json_t *check;
    json_array_foreach(json_object_get(verdict, "checks"), i, check)
    {
        if (member_is(check, "tier", tier) && *member_text(check, "mistake"))
            return member_text(check, "mistake");
    }
    return NULL;
}

/* The mistake that was found comes before the ladder, once: what keeps the lesson from being passed
 * before what costs a star. Whether that was so. */
static bool show_mistake(const json_t *verdict, struct ladder *ladder)
{
    const char *mistake = mistake_of(verdict, "core");
    if (!mistake)
        mistake = mistake_of(verdict, "stretch");
    if (!mistake || strcmp(mistake, ladder->mistake) == 0)
        return false;
    char *text = guide_section(mistake);
    if (text) {
        printf("What was found (%s):\n\n", mistake);
        put_text(text);
        snprintf(ladder->mistake, sizeof ladder->mistake, "%s", mistake);
    }
    bool shown = text != NULL;
    free(text);
    return shown;
}

static int count_rungs(const struct lesson *lesson)
{
    int count = 0;
    for (bool more = true; more; count += more) {
        char *title = NULL;
        char *text = guide_hint(lesson->number, count + 1, &title);
        more = text != NULL;
        free(text);
        free(title);
    }
    return count;
}

static void show_rung(const struct lesson *lesson, struct ladder *ladder, int count)
{
    char *title = NULL;
    if (ladder->rung >= count)
        ladder->rung = count - 1; /* the last is shown again */
    char *text = guide_hint(lesson->number, ++ladder->rung, &title);
    printf("Lesson %d, %s: %s (%d of %d)\n\n", lesson->number, lesson->title,
           title ? title : "hint", ladder->rung, count);
    put_text(text ? text : "");
    free(text);
    free(title);
}

static void show_next(const struct lesson *lesson, const struct ladder *ladder, int count)
{
    int number = lesson->number;
    if (ladder->rung < count)
        printf("\nNext: try it, then type  make check LESSON=%d . For the next hint type\n"
               "  make hint LESSON=%d\n",
               number, number);
    else
        printf("\nThat was the last hint. From the first one again:\n"
               "  make hint LESSON=%d AGAIN=1\n",
               number);
}

static int hint(const struct request *request, const struct lesson *lesson, const char *store,
                const json_t *verdict)
{
    int count = count_rungs(lesson);
    struct ladder ladder = {.rung = 0};
    if (count == 0)
        return say_fault(
            "GUIDE.md has no hints on lesson %d: is it there, as it came with the kit?",
            lesson->number);
    if (strcmp(verdict_status(verdict), "passed") == 0 && !member_lacks_stars(verdict)) {
        hints_forget(store, lesson);
        printf("Lesson %d is passed. Its hints are in GUIDE.md, chapter %d.\n", lesson->number,
               lesson->number);
        return PASSED;
    }
    if (!request->again)
        ladder = hints_find(store, lesson);
    if (!show_mistake(verdict, &ladder))
        show_rung(lesson, &ladder, count);
    show_next(lesson, &ladder, count);
    hints_keep(store, lesson, &ladder); /* where that fails, the same hint comes again */
    return PASSED;
}

int verb_hint(const struct request *request)
{
    const struct lesson *lesson = verb_lesson_at_hand(request);
    struct check_outcome outcome;
    if (!lesson)
        return FAULT;
    int status = verb_lessons(request, &lesson, 1, &outcome);
    char *store = verb_store(request);
    if (status == PASSED)
        status = verb_report_faults(&outcome);
    if (status == PASSED)
        status = hint(request, lesson, store, json_array_get(outcome.verdicts, 0));
    free(store);
    check_free(&outcome);
    return end_output(status);
}
