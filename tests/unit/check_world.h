/* check_world.h - a judge for tests that does what the lesson file says. */
#ifndef CHECK_WORLD_H
#define CHECK_WORLD_H

#include "check.h"
#include "judge/judge.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>

#include <cmocka.h>

/* Shared with the processes that judge. */
static struct {
    int judged;
    int starts;
    int stops;
    bool cannot_start;
    char folder_for_temporary_files[256];
} * seen;

static const char *identity;
static char folder[64], files[80], store[80];

int __wrap_judge_start(const char **why);
json_t *__wrap_judge_lesson(const struct lesson *lesson, const char *directory,
                            const struct judge_wish *wish, char **why);
void __wrap_judge_stop(void);
char *__wrap_judge_identity(void);

int __wrap_judge_start(const char **why)
{
    seen->starts++;
    *why = "install a compiler";
    return seen->cannot_start ? -1 : 0;
}

void __wrap_judge_stop(void) { seen->stops++; }

char *__wrap_judge_identity(void) { return strdup(identity); }

static void put(const char *stem, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s.c", files, stem);
    FILE *file = fopen(path, "we");
    if (!file)
        abort();
    fputs(text, file);
    fclose(file);
}

/* A process that never ends of itself, and one more that is not its parent's any more. */
static void hang(void)
{
    char path[512];
    snprintf(seen->folder_for_temporary_files, sizeof seen->folder_for_temporary_files, "%s",
             getenv("TMPDIR"));
    snprintf(path, sizeof path, "%s/temporary", seen->folder_for_temporary_files);
    close(open(path, O_CREAT | O_WRONLY | O_CLOEXEC, 0666));
    if (fork() == 0) {
        setsid();
        for (;;)
            pause();
    }
    kill(getppid(), SIGTERM);
    for (;;)
        pause();
}

/* Does what the lesson file says. */
json_t *__wrap_judge_lesson(const struct lesson *lesson, const char *directory,
                            const struct judge_wish *wish, char **why)
{
    (void)wish;
    char path[256];
    char text[32] = "";
    __atomic_add_fetch(&seen->judged, 1, __ATOMIC_SEQ_CST);
    snprintf(path, sizeof path, "%s/%s.c", directory, lesson->stem);
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (fd != -1 && read(fd, text, sizeof text - 1) == -1)
        text[0] = '\0';
    close(fd);
    if (strcmp(text, "die") == 0)
        raise(SIGKILL);
    if (strcmp(text, "hang") == 0)
        hang();
    if (strcmp(text, "change") == 0)
        put(lesson->stem, "saved meanwhile");
    if (strcmp(text, "signal") == 0)
        kill(getppid(), SIGTERM);
    if (strcmp(text, "null") == 0) {
        *why = strdup("no pidfd");
        return NULL;
    }
    return json_pack("{si ss s[{ss ss}]}", "lesson", lesson->number, "status",
                     strcmp(text, "good") == 0 ? "passed" : "failed", "checks", //
                     "status", strcmp(text, "wall") == 0 ? "stuck" : "passed",  //
                     "message", strcmp(text, "wall") == 0 ? "nothing happens for seconds" : "");
}

static int erase(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    return remove(path);
}

static int begin(void **state)
{
    (void)state;
    memset(seen, 0, sizeof *seen);
    identity = "this machine";
    strcpy(folder, "/tmp/check_test.XXXXXX");
    if (!mkdtemp(folder))
        return -1;
    snprintf(files, sizeof files, "%s/files", folder);
    snprintf(store, sizeof store, "%s/build/verdicts", folder);
    return mkdir(files, 0777);
}

static int end(void **state)
{
    (void)state;
    return nftw(folder, erase, 8, FTW_DEPTH | FTW_PHYS);
}

static int check_some(int first, int last, bool fresh, struct check_outcome *outcome)
{
    const struct lesson *some[LESSON_COUNT];
    size_t count = 0;
    for (int number = first; number <= last; number++)
        some[count++] = lesson_by_number(number);
    const struct check_request request = {
        .lessons = some, .count = count, .directory = files, .store = store, .fresh = fresh};
    return check_lessons(&request, outcome);
}

/* Checks lesson 1 and says how many lessons were judged for it. */
static int judged_for(bool fresh)
{
    struct check_outcome outcome;
    int before = seen->judged;
    assert_int_equal(check_some(1, 1, fresh, &outcome), 0);
    assert_int_equal(json_array_size(outcome.verdicts), 1);
    assert_int_equal(json_array_size(outcome.faults), 0);
    check_free(&outcome);
    return seen->judged - before;
}

/* Before the tests: 0, or -1. */
static int make_world(void)
{
    seen = mmap(NULL, sizeof *seen, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return seen == MAP_FAILED ? -1 : 0;
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, begin, end)

#endif
