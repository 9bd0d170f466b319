/* hands.c - who carries out the checks of a lesson: this process, and others beside it. */
#include "judge/hands.h"

#include "confine.h"
#include "judge/stages.h"
#include "judge/verdict.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_HANDS = 8, ENOUGH_COMPUTED = 2 };

static struct board {
    atomic_int next;     /* check to be begun */
    atomic_int computed; /* checks that used up their processor time */
    struct result results[MOST_CHECKS];
} * board;

void hands_close(void)
{
    if (board != NULL)
        munmap(board, sizeof *board);
    board = NULL;
}

/* --- one check -------------------------------------------------------------------------------- */

static int try_once(const struct check *check, struct result *result, run_check_fn *run, char **why)
{
    if (result->state != RESULT_NONE) /* the memory is new, and full of zeros, but for that */
        memset(&result->slip, 0, sizeof result->slip);
    result->state = RESULT_BEGUN;
    result->left_behind = 0;
    assignment.slip = &result->slip;
    assignment.timelines = &result->timelines;
    assignment.stage = stages_take();
    int failed = run(check, why);
    bool passed = failed == 0 && result->slip.outcome == OUTCOME_PASSED;
    stages_give_back(passed ? &result->left_behind : NULL);
    if (failed == 0)
        result->state = RESULT_THERE;
    return failed;
}

/* In a sandbox nothing but the lesson itself is there to end the server that loads it: what happens
   twice is its own doing. */
static int carry_out(const struct check *check, struct result *result, run_check_fn *run,
                     char **why)
{
    int failed = try_once(check, result, run, why);
    if (failed == 0 || confinement.become == NULL || !result->slip.alone)
        return failed;
    free(*why);
    *why = NULL;
    assignment.again = true;
    failed = try_once(check, result, run, why);
    assignment.again = false;
    return failed;
}

struct result *hands_result(const struct lesson *lesson, int i, run_check_fn *run, char **why)
{
    struct result *result = &board->results[i];
    if (result->state != RESULT_THERE && carry_out(lesson->checks[i], result, run, why) == -1)
        return NULL;
    return result;
}

int hands_left_behind(int i) { return board->results[i].left_behind; }

/* --- ahead ------------------------------------------------------------------------------------ */

/* Whether CHECK builds, at some remove, on one that has not passed. */
static bool is_hopeless(const struct lesson *lesson, const struct check *check)
{
    for (int n = 0; n < 4 && check->needs[n] != NULL; n++) {
        int i = 0;
        while (lesson->checks[i] != NULL && lesson->checks[i] != check->needs[n])
            i++;
        if (lesson->checks[i] == NULL)
            continue;
        const struct result *needed = &board->results[i];
        bool failed = needed->state == RESULT_THERE && needed->slip.outcome != OUTCOME_PASSED &&
                      needed->slip.outcome != OUTCOME_SKIPPED;
        if (failed || is_hopeless(lesson, check->needs[n]))
            return true;
    }
    return false;
}

static void work(const struct lesson *lesson, run_check_fn *run)
{
    int count = 0;
    while (lesson->checks[count] != NULL)
        count++;
    for (int i; (i = atomic_fetch_add(&board->next, 1)) < count;) {
        char *why = NULL;
        if (atomic_load(&board->computed) >= ENOUGH_COMPUTED)
            return;
        if (is_hopeless(lesson, lesson->checks[i]))
            continue;
        int failed = carry_out(lesson->checks[i], &board->results[i], run, &why);
        free(why);
        enum outcome outcome = board->results[i].slip.outcome;
        if (failed != 0 || outcome == OUTCOME_BROKEN)
            return; /* whoever asks for it will be told */
        if (board->results[i].slip.computed)
            atomic_fetch_add(&board->computed, 1);
    }
}

/* A process with stages of its own. What it cannot do is left to this one. */
static pid_t begin_hand(int server, const char *library, const struct lesson *lesson,
                        run_check_fn *run)
{
    pid_t parent = getpid(), pid = fork();
    if (pid != 0)
        return pid;
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() == parent && stages_open(server, library) == 0)
        work(lesson, run);
    stages_close();
    _exit(0);
}

int hands_open(int server, const char *library, const struct lesson *lesson, int hands,
               run_check_fn *run)
{
    pid_t others[MOST_HANDS];
    int count = 0;
    board = mmap(NULL, sizeof *board, PROT_READ | PROT_WRITE,
                 MAP_SHARED | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (board == MAP_FAILED) {
        board = NULL;
        return -1;
    }
    for (; count + 1 < hands && count < MOST_HANDS; count++) /* before this one has any stages */
        others[count] = begin_hand(server, library, lesson, run);
    int result = stages_open(server, library);
    if (count > 0 && result == 0)
        work(lesson, run);
    int error = errno;
    for (int i = 0; i < count; i++)
        while (others[i] > 0 && waitpid(others[i], NULL, 0) == -1 && errno == EINTR)
            ;
    errno = error;
    return result;
}
