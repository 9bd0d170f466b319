/* grade.c - grades the submissions of a class, several at a time. */
#include "class/grade.h"

#include "class/progress.h"
#include "class/result.h"
#include "class/unit.h"
#include "files.h"
#include "kit.h"
#include "report/member.h"
#include "worker.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>

enum { MOST_TRIES = 3 };

struct slot {
    struct worker worker; /* pid 0: free */
    struct unit unit;
};

struct run {
    const struct grade_request *request;
    struct grade_outcome *outcome;
    char *store, *identity;
    struct slot slots[SANDBOX_SLOTS];
    int *tries;      /* of each submission of this shard, in its order */
    size_t *waiting; /* indexes of submissions still to be begun, COUNT - NEXT of them */
    size_t next, count;
    struct progress progress;
};

/* --- results ---------------------------------------------------------------------------------- */

/* Pictures of all failed checks would make a class's files too big to open. */
static void keep_first_timeline(json_t *lesson)
{
    size_t i;
    json_t *check;
    bool kept = false;
    json_array_foreach(json_object_get(lesson, "checks"), i, check)
    {
        if (json_object_get(check, "timeline") == NULL)
            continue;
        if (kept)
            json_object_del(check, "timeline");
        kept = true;
    }
}

static json_t *time_text(time_t when)
{
    char text[32];
    struct tm utc;
    if (when == -1 || gmtime_r(&when, &utc) == NULL ||
        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc) == 0)
        return NULL;
    return json_string(text);
}

static json_t *assemble(const struct grade_request *request, const struct submission *student,
                        const json_t *graded)
{
    size_t i;
    json_t *lesson, *verdicts = json_deep_copy(json_object_get(graded, "lessons"));
    json_array_foreach(verdicts, i, lesson) { keep_first_timeline(lesson); }
    json_t *result =
        json_pack("{ss ss* ss so* sb ss}", "student", student->id, "name", student->name,
                  "submission", student->origin, "submitted", time_text(student->submitted), "late",
                  student->late, "sandbox", sandbox_name(request->level));
    if (result == NULL || json_object_set(result, "notes", json_object_get(graded, "notes")) != 0 ||
        json_object_set_new(result, "lessons", verdicts) != 0 ||
        rules_apply(request->rules, result) == -1) {
        json_decref(result);
        return NULL;
    }
    return result;
}

/* What a worker that has ended leaves: the graded value, or NULL with *WHY. */
static json_t *take_value(struct worker *worker, char **why)
{
    size_t size = 0;
    char *text = worker_result(worker, &size);
    json_t *value = text == NULL ? NULL : json_loadb(text, size, JSON_DECODE_ANY, NULL);
    free(text);
    int status = worker->status;
    worker->pid = 0;
    if (status == 0 && (json_is_object(value) || json_is_null(value)))
        return value;
    if (WIFSIGNALED(status))
        *why = kit_text("signal %d (%s) ended the judge", WTERMSIG(status),
                        strsignal(WTERMSIG(status)));
    else
        *why =
            strdup(json_is_string(value) ? json_string_value(value) : "the judge left no result");
    json_decref(value);
    return NULL;
}

/* Lessons that were handed in, and whose verdict is an old one. */
static size_t kept_of(const json_t *graded)
{
    size_t i, missing = 0;
    json_t *lesson;
    json_array_foreach(json_object_get(graded, "lessons"), i, lesson)
    {
        missing += member_is(lesson, "status", "missing");
    }
    return json_array_size(json_object_get(graded, "kept")) - missing;
}

/* 0, or -1 with *WHY: it must be tried again. */
static int write_result(const struct run *run, const struct submission *student,
                        const json_t *graded, char **why)
{
    json_t *result = assemble(run->request, student, graded);
    char *name = result_file_name(student->id);
    char *path = name == NULL ? NULL : kit_text("%s/results/%s", run->request->out, name);
    int failed = result == NULL || path == NULL || files_write_json(path, result) == -1;
    if (failed)
        *why = kit_text("%s could not be written: %s", path == NULL ? "the result" : path,
                        strerror(errno));
    else
        progress_tell(&run->progress, student, result, kept_of(graded));
    json_decref(result);
    free(name);
    free(path);
    return failed ? -1 : 0;
}

/* --- several at a time ------------------------------------------------------------------------ */

static size_t first_of_shard(const struct grade_request *request)
{
    return (size_t)request->shard - 1;
}

static void give_up(struct run *run, const struct submission *student, const char *why)
{
    json_array_append_new(
        run->outcome->not_graded,
        json_pack("{ss ss ss}", "student", student->id, "submission", student->origin, "why", why));
}

/* It is tried again after all others: perhaps there is room then. */
static void take_ended(struct run *run, struct slot *slot)
{
    char *why = NULL;
    size_t index = slot->unit.index;
    const struct submission *student = intake_submission(run->request->intake, index);
    json_t *graded = take_value(&slot->worker, &why);
    if (graded != NULL && write_result(run, student, graded, &why) == 0) {
        run->outcome->graded++;
        run->outcome->kept += json_array_size(json_object_get(graded, "kept")) ==
                              json_array_size(json_object_get(graded, "lessons"));
        run->progress.done++;
    } else if (++run->tries[index] < MOST_TRIES) {
        run->waiting[run->count++] = index;
    } else {
        give_up(run, student, why == NULL ? "no memory" : why);
        run->progress.done++;
    }
    progress_show(&run->progress);
    json_decref(graded);
    free(why);
}

static void work(void *argument, FILE *result) { unit_grade(argument, result); }

/* Fills free slots; -1 if no process can be had although none is at work. */
static int begin_some(struct run *run, const struct worker_scene *scene, int *running)
{
    for (int i = 0; i < run->request->jobs && run->next < run->count; i++) {
        struct slot *slot = &run->slots[i];
        if (slot->worker.pid != 0)
            continue;
        slot->unit = (struct unit){.intake = run->request->intake,
                                   .index = run->waiting[run->next],
                                   .level = run->request->level,
                                   .slot = i,
                                   .store = run->store,
                                   .identity = run->identity,
                                   .fresh = run->request->fresh};
        if (worker_begin(&slot->worker, scene, work, &slot->unit) == -1)
            return *running > 0 ? 0 : -1;
        run->next++;
        ++*running;
    }
    return 0;
}

static int run_all(struct run *run, const struct worker_scene *scene)
{
    int running = 0;
    progress_show(&run->progress);
    while (run->next < run->count || running > 0) {
        if (begin_some(run, scene, &running) == -1) {
            give_up(run, intake_submission(run->request->intake, run->waiting[run->next++]),
                    "no process can be had for it");
            continue;
        }
        int number = worker_wait(scene);
        if (number != SIGCHLD)
            return number;
        for (int i = 0; i < run->request->jobs; i++)
            if (run->slots[i].worker.pid != 0 && worker_ended(&run->slots[i].worker)) {
                take_ended(run, &run->slots[i]);
                running--;
            }
    }
    return 0;
}

static void end_all(struct run *run, const struct worker_scene *scene)
{
    struct worker *workers[SANDBOX_SLOTS];
    size_t count = 0;
    for (int i = 0; i < run->request->jobs; i++)
        if (run->slots[i].worker.pid != 0)
            workers[count++] = &run->slots[i].worker;
    worker_end_all(workers, count, scene);
}

/* --- a class ---------------------------------------------------------------------------------- */

/* The store is for workers, which stand elsewhere. */
static int make_folders(const struct grade_request *request, char **store)
{
    char *results = kit_text("%s/results", request->out);
    char *verdicts = kit_text("%s/verdicts", request->out);
    int made = results == NULL || verdicts == NULL ? -1 : files_make_folder(results);
    if (made == 0)
        made = files_make_folder(verdicts);
    *store = made == 0 ? realpath(verdicts, NULL) : NULL;
    int error = errno;
    free(results);
    free(verdicts);
    errno = error;
    return *store == NULL ? -1 : 0;
}

static int line_up(struct run *run)
{
    size_t all = intake_count(run->request->intake);
    run->tries = calloc(all + 1, sizeof *run->tries);
    run->waiting = calloc(MOST_TRIES * all + 1, sizeof *run->waiting);
    if (run->tries == NULL || run->waiting == NULL)
        return -1;
    for (size_t i = first_of_shard(run->request); i < all; i += (size_t)run->request->shards) {
        run->waiting[run->count++] = i;
        json_array_append_new(run->outcome->students,
                              json_string(intake_submission(run->request->intake, i)->id));
    }
    run->progress = progress_new(run->count);
    return 0;
}

int grade_class(const struct grade_request *request, struct grade_outcome *outcome)
{
    struct worker_scene scene;
    static struct run run;
    *outcome = (struct grade_outcome){.students = json_array(), .not_graded = json_array()};
    run = (struct run){.request = request, .outcome = outcome};
    int result = make_folders(request, &run.store) == -1 || line_up(&run) == -1 ? -1 : 0;
    if (result == 0) {
        run.identity = unit_identity(request->level);
        worker_scene_begin(&scene);
        worker_scene_set(&scene);
        outcome->signal = run_all(&run, &scene);
        if (outcome->signal != 0)
            end_all(&run, &scene);
        progress_end(&run.progress);
        worker_scene_end(&scene);
        result = outcome->signal == 0 ? 0 : -1;
        errno = outcome->signal == 0 ? 0 : EINTR;
    }
    int error = errno;
    free(run.store);
    free(run.identity);
    free(run.tries);
    free(run.waiting);
    errno = error;
    return result;
}

void grade_free(struct grade_outcome *outcome)
{
    json_decref(outcome->students);
    json_decref(outcome->not_graded);
    *outcome = (struct grade_outcome){.students = NULL};
}

/* --- one process ------------------------------------------------------------------------------ */

static json_t *run_one(void (*work_of)(void *argument, FILE *result), void *argument, char **why)
{
    struct worker_scene scene;
    struct worker worker = {.result = -1};
    json_t *value = NULL;
    *why = NULL;
    worker_scene_begin(&scene);
    worker_scene_set(&scene);
    int number = 0;
    if (worker_begin(&worker, &scene, work_of, argument) == -1) {
        *why = kit_text("no process can be had: %s", strerror(errno));
    } else {
        while ((number = worker_wait(&scene)) == SIGCHLD && !worker_ended(&worker))
            ;
        if (number == SIGCHLD)
            value = take_value(&worker, why);
        else
            worker_end_all(&(struct worker *){&worker}, 1, &scene);
    }
    worker_scene_end(&scene);
    if (value == NULL && *why == NULL) {
        *why = strdup("it was interrupted");
        errno = EINTR;
    }
    return value;
}

json_t *grade_one(const struct grade_request *request, size_t index, char **why)
{
    char *identity = unit_identity(request->level);
    struct unit unit = {.intake = request->intake,
                        .index = index,
                        .level = request->level,
                        .identity = identity,
                        .fresh = true};
    json_t *graded = NULL, *result = NULL;
    *why = NULL;
    for (int tries = 0; graded == NULL && tries < MOST_TRIES; tries++) {
        free(*why);
        graded = run_one(work, &unit, why);
        if (graded == NULL && errno == EINTR)
            break;
    }
    if (graded != NULL) {
        result = assemble(request, intake_submission(request->intake, index), graded);
    }
    if (graded != NULL && result == NULL)
        *why = strdup("no memory for the result");
    json_decref(graded);
    free(identity);
    return result;
}

struct probe {
    enum sandbox_level level;
    const char *const *hidden;
};

static void probe(void *argument, FILE *result)
{
    const struct probe *wanted = argument;
    unit_probe(wanted->level, wanted->hidden, result);
}

bool grade_level_works(enum sandbox_level level, const char *const *hidden, char **why,
                       char **readable)
{
    json_t *value = run_one(probe, &(struct probe){level, hidden}, why);
    const char *paths = json_string_value(json_object_get(value, "readable"));
    *readable = paths == NULL ? NULL : strdup(paths);
    bool works = value != NULL && paths == NULL;
    json_decref(value);
    return works;
}
