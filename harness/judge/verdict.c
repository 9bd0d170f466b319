/* verdict.c - what becomes of a lesson's checks, one after the other. */
#include "judge/verdict.h"

#include "judge/trouble.h"
#include "report/json.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const status_names[] = {
    [OUTCOME_NONE] = "waiting",    [OUTCOME_PASSED] = "passed", [OUTCOME_FAILED] = "failed",
    [OUTCOME_CRASHED] = "crashed", [OUTCOME_STUCK] = "stuck",   [OUTCOME_TODO] = "waiting",
    [OUTCOME_SKIPPED] = "skipped",
};

/* Whether a part of a verdict could be made. */
static void note(bool made)
{
    if (!made)
        trouble_note("memory for a verdict", ENOMEM);
}

struct verdicts verdict_new(const struct lesson *lesson)
{
    return (struct verdicts){.lesson = lesson, .checks = json_array(), .mistakes = json_array()};
}

void verdict_free(struct verdicts *v)
{
    json_decref(v->checks);
    json_decref(v->mistakes);
    for (int i = 0; i < NOTES; i++)
        free(v->note_timelines[i]);
}

void verdict_add_mistake(struct verdicts *v, const char *mistake)
{
    size_t i;
    json_t *one;
    bool known = mistake[0] == '\0';
    json_array_foreach(v->mistakes, i, one)
    {
        known |= strcmp(json_string_value(one), mistake) == 0;
    }
    if (!known)
        note(json_array_append_new(v->mistakes, json_string(mistake)) == 0);
}

/* Whether the advice on MISTAKE has been given; from now on it has. */
static bool is_told(struct verdicts *v, const char *mistake)
{
    for (int i = 0; i < v->told_count; i++)
        if (strcmp(v->told[i], mistake) == 0)
            return true;
    if (mistake[0] != '\0' && v->told_count < MOST_TOLD)
        snprintf(v->told[v->told_count++], sizeof v->told[0], "%s", mistake);
    return false;
}

/* Bytes of a step are ASCII by say_bytes(); a path and a line that the compiler quotes may be
   anything: where they are not UTF-8, what is not ASCII becomes a question mark. */
json_t *verdict_text(const char *text)
{
    json_t *string = json_string(text);
    char *copy = string != NULL ? NULL : strdup(text);
    for (char *c = copy; c != NULL && *c != '\0'; c++)
        *c = (unsigned char)*c < 0x80 ? *c : '?';
    if (copy != NULL)
        string = json_string(copy);
    free(copy);
    return string;
}

void verdict_add_check(struct verdicts *v, const char *name, enum tier tier, enum outcome outcome,
                       const char *mistakes, const char *message, const char *timeline)
{
    char mistake[sizeof v->told[0]];
    size_t length = strcspn(mistakes, "+");
    snprintf(mistake, sizeof mistake, "%.*s", (int)length, mistakes);
    bool bad = outcome == OUTCOME_FAILED || outcome == OUTCOME_CRASHED || outcome == OUTCOME_STUCK;
    const char *advice = strstr(message, "\nwhy:");
    if (bad && advice != NULL && is_told(v, mistake)) /* said once is enough */
        message = say("%.*s\nwhy, and what to do: as said above (GUIDE.md, section %s)",
                      (int)(advice - message), message, mistake);
    json_t *check = json_pack("{s:s, s:s, s:s, s:o, s:o}", "name", name, "tier",
                              tier == CORE ? "core" : "stretch", "status", status_names[outcome],
                              "mistake", mistake[0] == '\0' ? json_null() : json_string(mistake),
                              "message", verdict_text(message));
    note(check != NULL);
    json_t *events = timeline == NULL ? NULL : json_loads(timeline, 0, NULL);
    if (events != NULL)
        json_object_set_new(check, "timeline", events);
    note(json_array_append_new(v->checks, check) == 0);
    v->of[tier]++;
    v->passed[tier] += outcome == OUTCOME_PASSED;
    v->skipped[tier] += outcome == OUTCOME_SKIPPED;
    v->todo |= outcome == OUTCOME_TODO;
    v->failed |= bad && tier == CORE;
    if (bad)
        verdict_add_mistake(v, mistake);
    if (bad && mistakes[length] == '+')
        verdict_add_mistake(v, mistakes + length + 1);
}

static json_t *tier_object(const struct verdicts *v, enum tier tier)
{
    return json_pack("{s:i, s:i}", "passed", v->passed[tier], "of", v->of[tier] - v->skipped[tier]);
}

json_t *verdict_document(const struct verdicts *v, const char *status)
{
    const struct lesson *lesson = v->lesson;
    char file[128];
    snprintf(file, sizeof file, "%s.c", lesson->stem);
    json_t *document =
        json_pack("{s:i, s:s, s:s, s:s, s:o, s:o, s:O, s:O}", "lesson", lesson->number, "file",
                  file, "title", lesson->title, "status", status, "core", tier_object(v, CORE),
                  "stretch", tier_object(v, STRETCH), "mistakes", v->mistakes, "checks", v->checks);
    note(document != NULL);
    return document;
}
