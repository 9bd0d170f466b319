/* check.c - judges several lessons at a time, and only those that have changed. */
#include "check.h"

#include "judge/judge.h"
#include "kept.h"
#include "kit.h"
#include "worker.h"

#include <errno.h>
#include <sched.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

struct job {
    const struct lesson *lesson;
    const char *directory;
    struct judge_wish wish;
    struct source source; /* as it was before it was judged */
    struct worker worker;
    json_t *verdict; /* NULL: not judged yet, or it could not be */
};

struct run {
    const struct check_request *request;
    struct check_outcome *outcome;
    struct job *jobs;
    char *store;    /* of this directory; NULL: nothing is kept */
    char *identity; /* NULL: nothing is kept */
};

__attribute__((format(printf, 2, 3))) static void fault(struct run *run, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    json_array_append_new(run->outcome->faults, json_vsprintf(format, arguments));
    va_end(arguments);
}

/* --- kept verdicts --------------------------------------------------------------------------- */

static void open_store(struct run *run)
{
    char *name = run->request->store ? kit_name_of(run->request->directory) : NULL;
    if (!name)
        return;
    run->identity = judge_identity();
    if (asprintf(&run->store, "%s/%s", run->request->store, name) == -1)
        run->store = NULL;
    free(name);
}

static bool keeps(const struct run *run, const struct job *job)
{
    return run->store && run->identity && job->source.data;
}

static void find_kept(struct run *run, struct job *job)
{
    job->source = source_read(job->directory, job->lesson);
    if (keeps(run, job) && !run->request->fresh)
        job->verdict =
            kept_find(run->store, job->lesson, job->source, run->identity, job->directory);
}

/* Not if the student saved the file meanwhile: who knows which of the two was judged. A verdict
 * that cannot be kept is judged again next time, and no more. */
static void keep(struct run *run, struct job *job)
{
    struct source now = source_read(job->directory, job->lesson);
    if (keeps(run, job) && source_same(job->source, now))
        kept_keep(run->store, job->lesson, now, run->identity, job->directory, job->verdict);
    source_free(&now);
}

/* --- judging
 * -------------------------------------------------------------------------------------- */

/* In the worker. The result is JSON: the verdict, or why there is none. */
static void judge(void *argument, FILE *result)
{
    const struct job *job = argument;
    char *why = NULL;
    json_t *verdict = judge_lesson(job->lesson, job->directory, &job->wish, &why);
    if (!verdict)
        verdict = json_string(why ? why : "no verdict");
    if (json_dumpf(verdict, result, JSON_COMPACT | JSON_ENCODE_ANY) == -1)
        fputs("\"the verdict is no valid JSON\"", result);
}

static void take_verdict(struct run *run, struct job *job)
{
    size_t size = 0;
    char *text = worker_result(&job->worker, &size);
    json_t *result = text ? json_loadb(text, size, JSON_DECODE_ANY, NULL) : NULL;
    free(text);
    int status = job->worker.status;
    if (json_is_object(result) && status == 0) {
        job->verdict = result;
        keep(run, job);
        return;
    }
    int number = job->lesson->number;
    if (WIFSIGNALED(status))
        fault(run, "lesson %d could not be judged: signal %d (%s) ended the judge", number,
              WTERMSIG(status), strsignal(WTERMSIG(status)));
    else if (json_is_string(result))
        fault(run, "lesson %d could not be judged: %s", number, json_string_value(result));
    else
        fault(run, "lesson %d could not be judged: the judge left no verdict", number);
    json_decref(result);
}

static size_t take_ended(struct run *run)
{
    size_t ended = 0;
    for (size_t i = 0; i < run->request->count; i++) {
        struct job *job = &run->jobs[i];
        if (job->worker.pid == 0 || !worker_ended(&job->worker))
            continue;
        job->worker.pid = 0;
        take_verdict(run, job);
        ended++;
    }
    return ended;
}

static struct job *next_job(struct run *run, size_t *next)
{
    while (*next < run->request->count && run->jobs[*next].verdict)
        ++*next;
    return *next < run->request->count ? &run->jobs[(*next)++] : NULL;
}

static size_t processors(void)
{
    cpu_set_t set;
    int count = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    return count > 0 ? (size_t)count : 1;
}

/* Returns 0, or the signal that ended it. */
static int run_jobs(struct run *run, const struct worker_scene *scene)
{
    size_t running = 0;
    size_t next = 0;
    size_t limit = processors();
    struct job *job = next_job(run, &next);
    while (job || running > 0) {
        while (job && running < limit) {
            if (worker_begin(&job->worker, scene, judge, job) == 0)
                running++;
            else if (running > 0)
                break; /* perhaps there is room when another has ended */
            else
                fault(run, "lesson %d could not be judged: no process for it: %s",
                      job->lesson->number, strerror(errno));
            job = next_job(run, &next);
        }
        if (running == 0)
            continue;
        int number = worker_wait(scene);
        if (number != SIGCHLD)
            return number;
        running -= take_ended(run);
    }
    return 0;
}

static int end_jobs(struct run *run, const struct worker_scene *scene)
{
    size_t count = run->request->count;
    struct worker *workers[LESSON_COUNT];
    size_t running = 0;
    for (size_t i = 0; i < count && running < LESSON_COUNT; i++)
        if (run->jobs[i].worker.pid != 0)
            workers[running++] = &run->jobs[i].worker;
    worker_end_all(workers, running, scene);
    errno = EINTR;
    return -1;
}

static int judge_jobs(struct run *run)
{
    const char *why = "";
    int result = 0;
    struct worker_scene scene;
    worker_scene_begin(&scene);
    if (judge_start(&why) == 0) {
        worker_scene_set(&scene);
        run->outcome->signal = run_jobs(run, &scene);
        if (run->outcome->signal != 0)
            result = end_jobs(run, &scene);
    } else {
        fault(run, "nothing could be judged: %s", why);
    }
    judge_stop(); /* what was begun, also if that failed halfway */
    worker_scene_end(&scene);
    if (result == -1)
        errno = EINTR;
    return result;
}

/* --- the whole
 * ------------------------------------------------------------------------------------ */

static bool make_jobs(struct run *run)
{
    run->jobs = calloc(run->request->count + 1, sizeof *run->jobs);
    if (!run->jobs)
        return false;
    size_t to_judge = 0;
    for (size_t i = 0; i < run->request->count; i++) {
        struct job *job = &run->jobs[i];
        *job = (struct job){.lesson = run->request->lessons[i],
                            .directory = run->request->directory,
                            .wish = {.timelines = run->request->timelines},
                            .worker = {.result = -1}};
        find_kept(run, job);
        to_judge += job->verdict == NULL;
    }
    for (size_t i = 0; i < run->request->count && to_judge > 0; i++)
        run->jobs[i].wish.hands = (int)(processors() / to_judge);
    return to_judge > 0;
}

int check_lessons(const struct check_request *request, struct check_outcome *outcome)
{
    *outcome = (struct check_outcome){json_array(), json_array(), 0};
    struct run run = {.request = request, .outcome = outcome};
    open_store(&run);
    int result = make_jobs(&run) ? judge_jobs(&run) : 0;
    if (!run.jobs)
        result = -1;
    int error = errno;
    for (size_t i = 0; run.jobs && i < request->count; i++) {
        if (run.jobs[i].verdict)
            json_array_append_new(outcome->verdicts, run.jobs[i].verdict);
        source_free(&run.jobs[i].source);
    }
    free(run.jobs);
    free(run.store);
    free(run.identity);
    errno = error;
    return result;
}

void check_free(struct check_outcome *outcome)
{
    json_decref(outcome->verdicts);
    json_decref(outcome->faults);
    *outcome = (struct check_outcome){NULL, NULL, 0};
}

const char *verdict_status(const json_t *verdict)
{
    const char *status = json_string_value(json_object_get(verdict, "status"));
    return status ? status : "";
}

bool check_all_passed(const struct check_outcome *outcome)
{
    size_t i;
    json_t *verdict;
    json_array_foreach(outcome->verdicts, i, verdict)
    {
        if (strcmp(verdict_status(verdict), "passed") != 0)
            return false;
    }
    return json_array_size(outcome->faults) == 0;
}
