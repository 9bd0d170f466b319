/* programs.c - the student's own client and server, made of the lessons.
 *
 * Each lesson is compiled on its own, and then only its steps stay visible: helpers of two lessons
 * may have the same name. */
#include "programs.h"

#include "kit.h"
#include "lessons.h"
#include "run.h"

#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const struct program program_client = {"client", 1, 4, "HOST PORT", 2, 2};
const struct program program_server = {"server", 5, 10, "IP PORT [BACKLOG]", 2, 3};

struct making {
    const char *directory, *given;
    char *folder; /* of what is made */
    char **why;
};

__attribute__((format(printf, 2, 3))) static int fail(const struct making *making,
                                                      const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (vasprintf(making->why, format, arguments) == -1)
        *making->why = NULL;
    va_end(arguments);
    return -1;
}

/* By the time of the last change of any kind: what is moved into place keeps its st_mtim. */
static bool is_newer(const char *path, const char *than)
{
    struct stat one, other;
    if (!path || !than || stat(path, &one) == -1 || stat(than, &other) == -1)
        return false;
    if (one.st_ctim.tv_sec != other.st_ctim.tv_sec)
        return one.st_ctim.tv_sec > other.st_ctim.tv_sec;
    return one.st_ctim.tv_nsec > other.st_ctim.tv_nsec;
}

static int run(const struct making *making, struct command *command, const char *what)
{
    char *program = command->count > 0 ? strdup(command->words[0]) : NULL;
    int status = command_run(command, false);
    int error = errno;
    int result = 0;
    if (status == -1)
        result = fail(making, "%s cannot be started: %s", program ? program : "", strerror(error));
    else if (status != 0)
        result = fail(making, "%s does not get through %s", what, program ? program : "");
    free(program);
    return result;
}

static int compile(const struct making *making, const char *source, const char *object)
{
    struct command compiler = {.count = 0};
    command_words(&compiler, KIT_CC " -std=gnu11 -Wall -Wextra -g -O1 -pthread -c");
    command_format(&compiler, "-I%s", making->given);
    command_word(&compiler, "-o");
    command_word(&compiler, object);
    command_word(&compiler, source);
    return run(making, &compiler, source);
}

static int hide_helpers(const struct making *making, const struct lesson *lesson,
                        const char *object)
{
    struct command objcopy = {.count = 0};
    command_word(&objcopy, "objcopy");
    for (const char *const *function = lesson->functions; *function; function++)
        command_format(&objcopy, "--keep-global-symbol=%s", *function);
    command_word(&objcopy, object);
    return run(making, &objcopy, lesson->stem);
}

/* LESSON is NULL for the given source. Made under a name of its own and then renamed, so that
 * nobody finds half of it. */
static int make_object(const struct making *making, const struct lesson *lesson, const char *source,
                       const char *object)
{
    if (is_newer(object, source) && is_newer(object, "/proc/self/exe"))
        return 0;
    char *temporary = kit_text("%s.%jd.o", object, (intmax_t)getpid());
    if (!temporary)
        return fail(making, "%s", strerror(errno));
    int result = compile(making, source, temporary);
    if (result == 0 && lesson)
        result = hide_helpers(making, lesson, temporary);
    if (result == 0 && rename(temporary, object) == -1)
        result = fail(making, "%s: %s", object, strerror(errno));
    if (result == -1)
        unlink(temporary);
    free(temporary);
    return result;
}

/* The source of a lesson, or that of the given program, and what is made of it. */
static int make_part(const struct making *making, const struct lesson *lesson, const char *stem,
                     struct command *linker, bool *newer, const char *program)
{
    char *source = kit_text("%s/%s.c", making->directory, stem);
    char *object = kit_text("%s/%s.o", making->folder, stem);
    if (source && !lesson && access(source, R_OK) == -1) {
        free(source);
        source = kit_text("%s/%s.c", making->given, stem);
    }
    int result = -1;
    if (source && object)
        result = make_object(making, lesson, source, object);
    if (result == 0) {
        command_word(linker, object);
        *newer = *newer || !is_newer(program, object);
    }
    free(source);
    free(object);
    return result;
}

static int make_program(const struct making *making, const struct program *program,
                        const char *path)
{
    char *temporary = kit_text("%s.%jd", path, (intmax_t)getpid());
    struct command linker = {.count = 0};
    command_words(&linker, KIT_CC " -pthread -o");
    command_word(&linker, temporary ? temporary : "");
    bool newer = false;
    int result = make_part(making, NULL, program->name, &linker, &newer, path);
    for (int number = program->first; result == 0 && number <= program->last; number++) {
        const struct lesson *lesson = lesson_by_number(number);
        result = make_part(making, lesson, lesson->stem, &linker, &newer, path);
    }
    if (result == 0 && newer) {
        result = run(making, &linker, program->name);
        if (result == 0 && rename(temporary, path) == -1)
            result = fail(making, "%s: %s", path, strerror(errno));
    }
    command_free(&linker);
    free(temporary);
    return result;
}

static int make_folder(struct making *making, const char *build)
{
    char *name = kit_name_of(making->directory);
    char *programs = kit_text("%s/programs", build);
    if (name && programs)
        making->folder = kit_text("%s/%s", programs, name);
    int result = -1;
    if (making->folder && (mkdir(programs, 0777) == 0 || errno == EEXIST) &&
        (mkdir(making->folder, 0777) == 0 || errno == EEXIST))
        result = 0;
    if (result == -1 && !making->folder)
        fail(making, "%s: %s", making->directory, strerror(errno));
    else if (result == -1)
        fail(making, "%s cannot be made: %s", making->folder, strerror(errno));
    free(name);
    free(programs);
    return result;
}

char *program_build(const struct program *program, const char *directory, const char *given,
                    const char *build, char **why)
{
    struct making making = {.directory = directory, .given = given, .why = why};
    *why = NULL;
    char *path = NULL;
    if (make_folder(&making, build) == 0)
        path = kit_text("%s/%s", making.folder, program->name);
    if (path && make_program(&making, program, path) == -1) {
        free(path);
        path = NULL;
    }
    if (!path && !*why)
        *why = strdup(strerror(errno));
    free(making.folder);
    return path;
}
