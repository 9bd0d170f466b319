/* judge.c - one lesson file to its verdict: its checks, one forked test each under libcheck. */
#include "judge/judge.h"

#include "build.h"
#include "confine.h"
#include "judge/hands.h"
#include "judge/stages.h"
#include "judge/timeline.h"
#include "judge/trouble.h"
#include "judge/universal.h"
#include "judge/verdict.h"
#include "kit.h"
#include "lessons.h"

#include <check.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WALL_SECONDS = 600, COMPUTE_TWICE = 2 };

static int server = -1;
static char folder[4096];

/* --- the run ---------------------------------------------------------------------------------- */

/* Where the libraries of this run go: in the kit, or where temporary files go if it is read-only.
 */
static int make_folder(void)
{
    if (confinement.base != NULL) {
        snprintf(folder, sizeof folder, "%s/run", confinement.base);
        return mkdir(folder, 0755);
    }
    char *build = kit_path("build"), *real = build == NULL ? NULL : realpath(build, NULL);
    const char *other = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/run.XXXXXX", real == NULL ? "." : real);
    char *made = mkdtemp(folder);
    if (made == NULL) {
        snprintf(folder, sizeof folder, "%s/tensteps.XXXXXX", other == NULL ? "/tmp" : other);
        made = mkdtemp(folder);
    }
    free(build);
    free(real);
    return made == NULL ? -1 : 0;
}

/* Why nothing can be judged on this machine, or NULL. */
static const char *what_is_lacking(const char *stage)
{
    struct rlimit files;
    if (getrlimit(RLIMIT_NOFILE, &files) == -1 || files.rlim_max < 1024)
        return "a process may open too few files here: the kit needs 1024 (ulimit -n)";
    if (stage == NULL || access(stage, X_OK) == -1)
        return "build/stage is missing: type make";
    if (!kernel_shows_processes())
        return "/proc does not show this process under its own number: mount -t proc proc /proc";
    if (!kernel_has_loopback())
        return say(
            "no client can reach a server in 127.0.0.0/8, the loopback (%s): ip link set lo up",
            strerror(errno));
    if (make_folder() == -1)
        return "no folder for the libraries can be made, neither in build/ nor in /tmp: is the "
               "disk "
               "full?";
    return NULL;
}

int judge_start(const char **why)
{
    char *stage = confine_tool("stage");
    *why = what_is_lacking(stage);
    if (*why == NULL) {
        *why = "the stage server cannot be started: too many processes?";
        server = launch_server(stage);
        if (server != -1 && confinement.filter != -1)
            launch_filter(server, confinement.filter);
    }
    free(stage);
    return server == -1 ? -1 : 0;
}

static int remove_one(const char *path, const struct stat *status, int kind, struct FTW *where)
{
    (void)status, (void)kind, (void)where;
    return remove(path);
}

void judge_stop(void)
{
    if (server != -1)
        close(server);
    server = -1;
    if (folder[0] != '\0' && nftw(folder, remove_one, 8, FTW_DEPTH | FTW_PHYS) == -1)
        rmdir(folder); /* without memory; the library of a lesson that was judged is gone */
    folder[0] = '\0';
}

void judge_sweep(void)
{
    if (server != -1)
        launch_sweep(server);
}

char *judge_identity(void)
{
    static const char *const parts[] = {
        "build/lab",          "build/stage", "build/libnss_tensteps.so.2", "build/include/steps.h",
        "build/include/link", "GUIDE.md"};
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    const char *flags = getenv("LESSON_CFLAGS");
    if (out == NULL)
        return NULL;
    fprintf(out, "%s %s ipv6=%d", KIT_CC, flags == NULL ? "" : flags, kernel_has_ipv6());
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        struct stat status = {0};
        char *path = kit_path(parts[i]);
        if (path != NULL && stat(path, &status) == 0)
            fprintf(out, " %lld.%09ld:%lld", (long long)status.st_mtim.tv_sec,
                    status.st_mtim.tv_nsec, (long long)status.st_size);
        free(path);
    }
    fclose(out);
    return text;
}

/* --- one check -------------------------------------------------------------------------------- */

static const struct check *current;

static void run_current(int unused)
{
    (void)unused;
    current->run();
    no_trouble();
    if (assignment.always)
        assignment.slip->timeline = timeline_leave(assignment.timelines->check, NULL, NULL);
    assignment.slip->outcome = OUTCOME_PASSED;
}

/* Runs CHECK in a process of its own and leaves its result in the slip. -1: the kit failed, WHY. */
static int run_check(const struct check *check, char **why)
{
    const TTest test = {check->name, run_current, __FILE__, __LINE__};
    Suite *suite = suite_create("lesson");
    TCase *tcase = tcase_create("check");
    SRunner *runner = srunner_create(suite);
    current = check;
    tcase_set_timeout(tcase, WALL_SECONDS);
    tcase_add_test(tcase, &test);
    suite_add_tcase(suite, tcase);
    srunner_set_fork_status(runner, CK_FORK);
    srunner_run_all(runner, CK_SILENT);
    TestResult **results = srunner_results(runner);
    bool agrees = srunner_ntests_run(runner) == 1 &&
                  (tr_rtype(results[0]) == CK_PASS) == (assignment.slip->outcome == OUTCOME_PASSED);
    int failed = 0;
    if (!agrees || assignment.slip->outcome == OUTCOME_NONE ||
        assignment.slip->outcome == OUTCOME_FAULT) {
        const char *said = assignment.slip->outcome == OUTCOME_FAULT ? assignment.slip->message
                           : srunner_ntests_run(runner) == 1         ? tr_msg(results[0])
                                                                     : "it did not run";
        if (asprintf(why, "the check \"%s\" could not be carried out: %s", check->name, said) == -1)
            *why = NULL;
        failed = -1;
    }
    free(results);
    srunner_free(runner);
    return failed;
}

/* --- all checks ------------------------------------------------------------------------------- */

/* The first check that CHECK builds on and that has not passed, or NULL; if that one was not run,
   the one that it waits for. */
static const struct check *obstacle(const struct verdicts *v, const struct check *check)
{
    for (int n = 0; n < 4 && check->needs[n] != NULL; n++)
        for (int i = 0; v->lesson->checks[i] != NULL; i++)
            if (v->lesson->checks[i] == check->needs[n] && v->outcomes[i] != OUTCOME_PASSED &&
                v->outcomes[i] != OUTCOME_SKIPPED) {
                const struct check *root =
                    v->outcomes[i] == OUTCOME_NONE ? obstacle(v, check->needs[n]) : NULL;
                return root != NULL ? root : check->needs[n];
            }
    return NULL;
}

/* A note is older than the verdict on the check in whose run it was taken: so is its mistake. */
static void keep_notes(struct verdicts *v)
{
    bool failed = assignment.slip->outcome != OUTCOME_PASSED;
    for (int i = 0; i < NOTES; i++) {
        v->notes.notes[i].forgiven |= failed && assignment.slip->notes[i].forgiven;
        if (!v->notes.notes[i].set && assignment.slip->notes[i].set) {
            bool forgiven = v->notes.notes[i].forgiven;
            v->notes.notes[i] = assignment.slip->notes[i];
            v->notes.notes[i].forgiven = forgiven;
            if (assignment.timelines != NULL)
                v->note_timelines[i] = strdup(assignment.timelines->notes[i]);
            verdict_add_mistake(v, v->notes.notes[i].mistake);
        }
    }
}

/* Takes check I to its verdict. A check that was not carried out ahead is now. 0; -1: the kit
   failed, WHY; 1: the lesson cannot be loaded. */
static int take_check(struct verdicts *v, int i, char **why)
{
    const struct check *check = v->lesson->checks[i];
    const struct check *first = obstacle(v, check);
    struct slip none = {.outcome = OUTCOME_NONE}, *slip = &none;
    if (first != NULL || v->computed == COMPUTE_TWICE) {
        snprintf(none.message, sizeof none.message, "not run before \"%s\" passes",
                 first != NULL ? first->name : "the checks above");
    } else {
        struct result *result = hands_result(v->lesson, i, run_check, why);
        if (result == NULL)
            return -1;
        slip = &result->slip;
        assignment.slip = slip;
        assignment.timelines = &result->timelines;
        v->taken[i] = true;
    }
    if (slip->outcome == OUTCOME_BROKEN)
        return 1;
    v->computed += slip->computed;
    v->outcomes[i] = slip->outcome;
    if (slip->outcome == OUTCOME_TODO)
        snprintf(slip->message, sizeof slip->message, "%s() is still to do",
                 universal_function(check->step));
    if (slip != &none)
        keep_notes(v);
    verdict_add_check(v, check->name, check->tier, slip->outcome, slip->mistake, slip->message,
                      slip->timeline ? assignment.timelines->check : NULL);
    return 0;
}

static int run_checks(struct verdicts *v, char **why)
{
    int ended = 0;
    for (int i = 0; v->lesson->checks[i] != NULL && ended == 0; i++)
        ended = take_check(v, i, why);
    return ended;
}

/* Why nothing can be said of NOTE, "" if something can: no step was called; or none that would
   leave such a thing; or what there is of it belongs to a mistake that is told elsewhere. */
static const char *why_not_judged(const struct verdicts *v, enum note note)
{
    bool judged = false, looked_up = false;
    for (int i = 0; v->lesson->checks[i] != NULL; i++) {
        judged |= v->outcomes[i] != OUTCOME_NONE && v->outcomes[i] != OUTCOME_TODO &&
                  v->outcomes[i] != OUTCOME_SKIPPED;
        looked_up |=
            v->outcomes[i] == OUTCOME_PASSED && v->lesson->checks[i]->step == STEP_HOST_ADDRESS;
    }
    return !judged                             ? "not run before a step is there to be judged"
           : note == NOTE_MEMORY && !looked_up ? "not run before a name is looked up"
           : v->notes.notes[note].forgiven     ? "not run before the checks above pass"
                                               : "";
}

/* What holds for every call of every check is a check of its own, made of the notes. */
static void add_universal_checks(struct verdicts *v)
{
    for (int i = 0; i < NOTES; i++) {
        const char *name = universal_check((enum note)i, v->lesson->number);
        enum tier tier = i == NOTE_MEMORY ? STRETCH : CORE;
        const char *why = why_not_judged(v, (enum note)i);
        if (name == NULL)
            continue;
        if (v->notes.notes[i].set)
            verdict_add_check(v, name, tier, OUTCOME_FAILED, v->notes.notes[i].mistake,
                              v->notes.notes[i].message, v->note_timelines[i]);
        else
            verdict_add_check(v, name, tier, *why == '\0' ? OUTCOME_PASSED : OUTCOME_NONE, "", why,
                              NULL);
    }
}

/* Of the checks that were taken. */
static void note_left_behind(struct verdicts *v)
{
    int left_behind = 0;
    for (int i = 0; v->lesson->checks[i] != NULL; i++)
        if (v->taken[i])
            left_behind += hands_left_behind(i);
    if (left_behind == 0)
        return;
    struct slip slip = {.outcome = OUTCOME_NONE};
    assignment.slip = &slip;
    assignment.timelines = NULL;
    add_note(NOTE_PROCESS, NULL,
             "step: any of this lesson\nexpected: no thread and no child process is left behind\n"
             "seen: a process that the step has started lives on after its return");
    keep_notes(v);
}

/* What is to be said of a lesson whose checks came to that end. */
static json_t *sum_up(struct verdicts *v, int ended, const struct lesson *lesson)
{
    if (ended == 1) {
        const char *words = universal_load_words(assignment.slip->message, lesson);
        struct verdicts none = verdict_new(lesson);
        json_t *verdict = verdict_document(&none, "broken");
        json_object_set_new(verdict, "message", verdict_text(words));
        verdict_free(&none);
        return verdict;
    }
    add_universal_checks(v);
    return verdict_document(v, v->failed || (v->passed[CORE] == 0 && !v->todo) ? "failed"
                               : v->todo                                       ? "todo"
                                                                               : "passed");
}

/* Runs the checks on a library; NULL and WHY if the kit is at fault. */
static json_t *judge_library(const struct lesson *lesson, struct build *build,
                             const struct judge_wish *wish, char **why)
{
    struct verdicts v = verdict_new(lesson);
    json_t *verdict = NULL;
    assignment = (struct assignment){
        .source = build->source, .library = build->library, .always = wish->timelines};
    int ended = -1;
    if (hands_open(server, build->library, lesson, wish->hands, run_check) == -1) {
        if (asprintf(why,
                     "no room for a process or for memory to judge a lesson: "
                     "cannot start the step's process (%s)",
                     strerror(errno)) == -1)
            *why = NULL;
    } else {
        ended = run_checks(&v, why);
    }
    stages_close();
    if (ended == 0)
        note_left_behind(&v);
    if (ended != -1)
        verdict = sum_up(&v, ended, lesson);
    hands_close();
    verdict_free(&v);
    return verdict;
}

/* The compiler writes there as the sandbox's user; what it has written nobody changes. */
static void hand_folder_to(uid_t user)
{
    if (confinement.uid != 0 && lchown(folder, user, user) == -1)
        folder[0] = '\0'; /* no folder, and the compiler will say so */
}

/* A verdict that was made without the memory for it is none. */
static json_t *unless_in_trouble(json_t *verdict, char **why)
{
    const char *what = trouble();
    if (verdict == NULL || what == NULL)
        return verdict;
    json_decref(verdict);
    if (asprintf(why, "%s could not be had (%s)", what, strerror(errno)) == -1)
        *why = NULL;
    return NULL;
}

json_t *judge_lesson(const struct lesson *lesson, const char *directory,
                     const struct judge_wish *wish, char **why)
{
    struct build build;
    json_t *verdict = NULL;
    *why = NULL;
    trouble_forget();
    hand_folder_to(confinement.uid);
    build_lesson(lesson, directory, folder, &build);
    hand_folder_to(0);
    if (confinement.uid != 0 && lchown(build.library, 0, 0) == -1)
        build.library[0] = '\0'; /* there is none */
    if (build.result == BUILD_DONE) {
        verdict = judge_library(lesson, &build, wish, why);
        if (verdict != NULL && build.words != NULL && *build.words != '\0')
            json_object_set_new(verdict, "warnings", verdict_text(build.words));
        unlink(build.library);
    } else if (build.result == BUILD_FAULT) {
        *why = build.words;
        build.words = NULL;
    } else {
        struct verdicts none = verdict_new(lesson);
        verdict = verdict_document(&none, build.result == BUILD_MISSING ? "missing" : "broken");
        json_object_set_new(verdict, "message",
                            verdict_text(build.words == NULL ? "" : build.words));
        verdict_free(&none);
    }
    build_free(&build);
    return unless_in_trouble(verdict, why);
}
