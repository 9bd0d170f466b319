/* unit.c - one submission to its verdicts: the unit of grading, in a process of its own. */
#include "class/unit.h"

#include "class/reach.h"
#include "judge/judge.h"
#include "kept.h"
#include "kit.h"
#include "lessons.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct work {
    const struct unit *unit;
    bool inside;  /* the sandbox has been entered */
    bool started; /* the stage is there */
    char *why;    /* a fault; NULL */
    json_t *verdicts, *notes, *kept;
};

static void write_value(FILE *result, const json_t *value)
{
    if (value == NULL || json_dumpf(value, result, JSON_COMPACT | JSON_ENCODE_ANY) == -1)
        fputs("\"the result is no valid JSON: is there memory?\"", result);
}

char *unit_identity(enum sandbox_level level)
{
    char *judge = judge_identity();
    char *identity = judge == NULL ? NULL : kit_text("%s %s", judge, sandbox_name(level));
    free(judge);
    return identity;
}

/* --- one lesson ------------------------------------------------------------------------------- */

static const struct judge_wish wish = {.hands = 1};

/* The folder of verdicts that this kit, at this level, has kept on files with these bytes; the stem
   tells the lesson. Another kit's are never in the way of the first one. */
static char *store_of(const struct unit *unit, struct source source)
{
    if (unit->store == NULL || unit->identity == NULL || source.data == NULL)
        return NULL;
    char *name = kit_name_of_bytes(source.data, source.size);
    char *kit = kit_name_of_bytes(unit->identity, strlen(unit->identity));
    char *store = name && kit ? kit_text("%s/%s.%s", unit->store, name, kit) : NULL;
    free(name);
    free(kit);
    return store;
}

/* One stage for all lessons, with a world of its own that is swept between two of them; where there
   are no namespaces for that, a stage for each lesson. */
static json_t *judge_inside(struct work *work, const struct lesson *lesson)
{
    const char *why = NULL;
    json_t *verdict = NULL;
    bool each = work->unit->level == SANDBOX_REDUCED;
    const struct unit *unit = work->unit;
    if (!work->inside && sandbox_enter(unit->level, unit->slot, unit->store, &why) == 0)
        work->inside = true;
    if (work->inside && !work->started && judge_start(&why) == 0)
        work->started = true;
    if (work->started) {
        verdict = judge_lesson(lesson, "lessons", &wish, &work->why);
        judge_sweep();
    } else {
        work->why = strdup(why);
    }
    if (each || verdict == NULL) {
        judge_stop();
        work->started = false;
    }
    sandbox_sweep();
    return verdict;
}

static bool is_missing(const struct lesson *lesson)
{
    struct stat status;
    char *path = kit_text("lessons/%s.c", lesson->stem);
    bool missing = path != NULL && lstat(path, &status) == -1 && errno == ENOENT;
    free(path);
    return missing;
}

/* A verdict for which nothing is run: that was kept, or that there is no file. NULL: there is none.
 */
static json_t *find_verdict(struct work *work, const struct lesson *lesson, struct source source,
                            const char *store)
{
    if (is_missing(lesson))
        return judge_lesson(lesson, "lessons", &wish, &work->why);
    if (store == NULL || work->unit->fresh)
        return NULL;
    return kept_find(store, lesson, source, work->unit->identity, "lessons");
}

static void grade_lesson(struct work *work, const struct lesson *lesson)
{
    struct source source = source_read("lessons", lesson);
    char *store = store_of(work->unit, source);
    json_t *verdict = find_verdict(work, lesson, source, store);
    if (verdict != NULL)
        json_array_append_new(work->kept, json_integer(lesson->number));
    else if (work->why == NULL && (verdict = judge_inside(work, lesson)) != NULL && store != NULL)
        verdict = kept_keep_first(store, lesson, source, work->unit->identity, "lessons", verdict);
    if (verdict != NULL)
        json_array_append_new(work->verdicts, verdict);
    free(store);
    source_free(&source);
}

/* --- the whole -------------------------------------------------------------------------------- */

/* A folder "lessons" in the current one, which is new, with the submission's files; -1 with a
   fault. */
static int extract(struct work *work)
{
    const char *place = getenv("TMPDIR");
    char *folder = kit_text("%s/unit.XXXXXX", place == NULL ? "/tmp" : place);
    if (folder == NULL || mkdtemp(folder) == NULL || chdir(folder) == -1 ||
        mkdir("lessons", 0700) == -1)
        work->why = kit_text("no folder for the submission can be made in %s: %s",
                             place == NULL ? "/tmp" : place, strerror(errno));
    else
        intake_extract(work->unit->intake, work->unit->index, "lessons", work->notes, &work->why);
    free(folder);
    return work->why == NULL ? 0 : -1;
}

void unit_grade(const struct unit *unit, FILE *result)
{
    struct work work = {
        .unit = unit, .verdicts = json_array(), .notes = json_array(), .kept = json_array()};
    umask(022);
    if (extract(&work) == 0)
        for (int i = 0; i < LESSON_COUNT && work.why == NULL; i++)
            grade_lesson(&work, &lessons[i]);
    judge_stop();
    json_t *value = work.why != NULL ? json_string(work.why)
                                     : json_pack("{sO sO sO}", "lessons", work.verdicts, "notes",
                                                 work.notes, "kept", work.kept);
    write_value(result, value);
    json_decref(value);
    json_decref(work.verdicts);
    json_decref(work.notes);
    json_decref(work.kept);
    free(work.why);
}

/* A lesson that nobody has worked on is "to do" wherever lessons can be judged. */
void unit_probe(enum sandbox_level level, const char *const *hidden, FILE *result)
{
    const struct lesson *lesson = &lessons[LESSON_COUNT - 1];
    char *skeleton = kit_text("harness/skeletons/%s.skeleton", lesson->stem);
    char *from = skeleton == NULL ? NULL : kit_path(skeleton);
    char *path = from == NULL ? NULL : realpath(from, NULL);
    char *to = kit_text("lessons/%s.c", lesson->stem);
    struct unit unit = {.level = level};
    struct work work = {.unit = &unit};
    json_t *verdict = NULL;
    umask(022);
    reach_note(hidden);
    if (path == NULL || to == NULL || chdir(getenv("TMPDIR")) == -1 ||
        (mkdir("lessons", 0700) == -1 && errno != EEXIST) ||
        (symlink(path, to) == -1 && errno != EEXIST))
        work.why = kit_text("a folder for a trial cannot be made: %s", strerror(errno));
    else
        verdict = judge_inside(&work, lesson);
    const char *status = json_string_value(json_object_get(verdict, "status"));
    if (work.why == NULL && (status == NULL || strcmp(status, "todo") != 0))
        work.why = kit_text("an untouched skeleton is not \"to do\" there but \"%s\": %s",
                            status == NULL ? "" : status,
                            json_string_value(json_object_get(verdict, "message")));
    char *readable = work.why == NULL && level != SANDBOX_NONE ? reach_find() : strdup("");
    if (readable == NULL)
        work.why = kit_text("what a submission could read cannot be tried: %s", strerror(errno));
    judge_stop();
    json_t *value = work.why != NULL    ? json_string(work.why)
                    : *readable == '\0' ? json_null()
                                        : json_pack("{ss}", "readable", readable);
    write_value(result, value);
    json_decref(value);
    json_decref(verdict);
    free(readable);
    free(skeleton);
    free(from);
    free(path);
    free(to);
    free(work.why);
}
