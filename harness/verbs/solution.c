/* solution.c - solution: one right answer, for who has found his own. */
#include "kit.h"
#include "verbs/verbs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *path_of(const struct lesson *lesson)
{
    char *folder = kit_path("solutions"), *path = NULL;
    if (!folder || asprintf(&path, "%s/%s.c", folder, lesson->stem) == -1)
        path = NULL;
    free(folder);
    return path;
}

bool verb_has_solution(const struct lesson *lesson)
{
    char *path = path_of(lesson);
    bool there = path && access(path, R_OK) == 0;
    free(path);
    return there;
}

static int print_file(const struct lesson *lesson)
{
    char *path = path_of(lesson), *line = NULL;
    size_t room = 0;
    FILE *file = path ? fopen(path, "re") : NULL;
    int error = errno;
    while (file && getline(&line, &room, file) != -1)
        fputs(line, stdout);
    free(line);
    if (file)
        fclose(file);
    int status = file ? PASSED : say_fault("cannot read %s: %s", path ? path : "", strerror(error));
    free(path);
    return status;
}

/* PASSED, NOT_PASSED or FAULT, having said why there is no verdict. */
static int judge(const struct request *request, const struct lesson *lesson)
{
    struct check_outcome outcome;
    int status = verb_lessons(request, &lesson, 1, &outcome);
    if (status == PASSED)
        status = verb_report_faults(&outcome);
    if (status == PASSED && !check_all_passed(&outcome))
        status = NOT_PASSED;
    check_free(&outcome);
    return status;
}

int verb_solution(const struct request *request)
{
    const struct lesson *lesson = request->count == 1 ? verb_lesson_at_hand(request) : NULL;
    if (!lesson)
        return request->count == 1 ? FAULT
                                   : say_fault("solution takes one lesson, by its number 1 to %d: "
                                               "make solution LESSON=3",
                                               LESSON_COUNT);
    if (!verb_has_solution(lesson)) {
        fputs("This kit came without solutions. Whoever gave it to you may have them.\n", stderr);
        return NOT_PASSED;
    }
    int status = request->anyway ? PASSED : judge(request, lesson);
    if (status == FAULT)
        return FAULT;
    if (status == PASSED)
        return end_output(print_file(lesson));
    fprintf(stderr,
            "Lesson %d is not passed yet. Its solution is worth more to you afterwards.\n"
            "A hint:              make hint LESSON=%d\n"
            "The solution anyway: make solution LESSON=%d ANYWAY=1\n",
            lesson->number, lesson->number, lesson->number);
    return NOT_PASSED;
}
