/* build.c - one lesson file to a library that the stage can load, or to the compiler's words. */
#include "build.h"

#include "compiler.h"
#include "confine.h"
#include "contract.h"
#include "judge/trouble.h"
#include "lessons.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

enum { MOST_BYTES = 1 << 20, MOST_WORDS = 16384, ROOM = 4 << 20, TRIES = 2 };

/* --- the file --------------------------------------------------------------------------------- */

static void finish(struct build *build, enum build_result result, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static void finish(struct build *build, enum build_result result, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    if (vasprintf(&build->words, format, list) == -1)
        build->words = NULL;
    va_end(list);
    build->result = result;
}

/* The file's text, or NULL after BUILD says what is wrong with it. */
static char *read_lesson(struct build *build, int number, size_t *size)
{
    struct stat status;
    const char *path = build->source;
    char *text = NULL;
    int file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    if (file == -1 && errno == ENOENT && lstat(path, &status) == -1)
        finish(build, BUILD_MISSING,
               "%s is not there; make reset LESSON=%d brings the skeleton back", path, number);
    else if (file == -1 && errno == ENOENT)
        finish(build, BUILD_BROKEN, "%s is a link that leads nowhere", path);
    else if (file == -1)
        finish(build, trouble_is(errno) ? BUILD_FAULT : BUILD_BROKEN, "%s cannot be read: %s", path,
               strerror(errno));
    else if (fstat(file, &status) == -1)
        finish(build, BUILD_FAULT, "%s cannot be read: %s", path, strerror(errno));
    else if (!S_ISREG(status.st_mode))
        finish(build, BUILD_BROKEN, "%s is not a file%s", path,
               S_ISDIR(status.st_mode) ? " but a directory" : "");
    else if (status.st_size > MOST_BYTES)
        finish(build, BUILD_BROKEN, "%s is %lld bytes long; a lesson has at most %d", path,
               (long long)status.st_size, MOST_BYTES);
    else if ((text = malloc((size_t)status.st_size + 1)) != NULL)
        *size = (size_t)status.st_size;
    else
        finish(build, BUILD_FAULT, "no memory for %s", path);
    for (size_t got = 0; text != NULL && got < *size;) {
        ssize_t n = read(file, text + got, *size - got);
        if (n > 0)
            got += (size_t)n;
        else if (n == 0)
            *size = got;
        else if (errno != EINTR) {
            finish(build, BUILD_FAULT, "%s cannot be read: %s", path, strerror(errno));
            free(text);
            text = NULL;
        }
    }
    if (file != -1)
        close(file);
    return text;
}

static bool is_text(struct build *build, int number, const char *text, size_t size)
{
    if (size == 0)
        finish(build, BUILD_BROKEN, "%s is empty; make reset LESSON=%d brings the skeleton back",
               build->source, number);
    else if (memchr(text, '\0', size) != NULL)
        finish(build, BUILD_BROKEN, "%s is not text: it holds a NUL byte", build->source);
    else
        return true;
    return false;
}

/* --- the compiler's words
 * -------------------------------------------------------------------------------- */

static const char out_of_time[] = "CPU time limit exceeded";

/* All whole lines of what fits, and how much that leaves out. */
static char *read_words(int words)
{
    off_t length = lseek(words, 0, SEEK_END);
    size_t size = length < 0 ? 0 : length > MOST_WORDS ? MOST_WORDS : (size_t)length;
    char *text = malloc(size + 1), *all = NULL;
    ssize_t got = text == NULL ? -1 : pread(words, text, size, 0);
    if (got < 0) {
        free(text);
        return NULL;
    }
    text[got] = '\0';
    char *end = length > MOST_WORDS ? strrchr(text, '\n') : NULL;
    if (end == NULL)
        return text;
    end[1] = '\0';
    if (asprintf(&all, "%s(the compiler says %lld more bytes: mend what stands first)\n", text,
                 (long long)length - (end + 1 - text)) == -1)
        return text;
    free(text);
    return all;
}

/* Whether the compiler could write all it had to: each says that in words of its own. */
static bool has_room(const char *folder)
{
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/room", folder);
    int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
    bool has = fd != -1 && posix_fallocate(fd, 0, ROOM) == 0;
    if (fd != -1)
        close(fd);
    unlink(path);
    return has;
}

/* Whether the compiler can do at all what it is asked to do of a lesson; else IT_SAYS why not. */
static bool compiles_anything(const struct compiling *lesson, char **it_says)
{
    static const char text[] = "int of_any_file;\n";
    char library[PATH_MAX];
    snprintf(library, sizeof library, "%s/any.so", lesson->folder);
    struct compiling run = *lesson;
    run.library = library;
    run.source = memfd_create("any", MFD_CLOEXEC);
    run.words = memfd_create("words", MFD_CLOEXEC);
    int status = -1;
    enum compiler_end end = NOT_BEGUN;
    if (run.source != -1 && run.words != -1 &&
        pwrite(run.source, text, sizeof text - 1, 0) == (ssize_t)sizeof text - 1)
        end = compiler_run(&run, &status);
    *it_says = run.words == -1 ? NULL : read_words(run.words);
    unlink(library);
    if (run.source != -1)
        close(run.source);
    if (run.words != -1)
        close(run.words);
    return end == ENDED && status == 0;
}

/* Out of the words of a compiler that failed. */
static void explain(struct build *build, const struct compiling *run)
{
    const char *words = build->words == NULL ? "" : build->words;
    bool endless = strstr(words, out_of_time) != NULL;
    char *its_words = NULL;
    if (endless) {
        free(build->words);
        finish(build, BUILD_BROKEN, "%s keeps the compiler busy without end", build->source);
    } else if (!has_room(run->folder)) {
        free(build->words);
        finish(build, BUILD_FAULT, "no room for the compiler's files in %s", run->folder);
    } else if (!compiles_anything(run, &its_words)) {
        free(build->words);
        finish(build, BUILD_FAULT, "the compiler %s cannot make a library of any file: %s", KIT_CC,
               its_words == NULL ? "" : its_words);
    }
    free(its_words);
}

/* What a compiler says that could not start a part of itself, "gcc: fatal error: cannot execute
   'cc1': ...". A lesson can make it say so, too, by #line. */
static bool is_incomplete(const char *words)
{
    static const char *const said[] = {": fatal error: cannot execute '", ": fatal error: vfork: ",
                                       ": error: unable to execute command: posix_spawn failed"};
    for (const char *line = words; *line != '\0';
         line += strcspn(line, "\n"), line += *line != '\0')
        for (size_t i = 0; i < sizeof said / sizeof *said; i++)
            if (strncmp(line + strcspn(line, ":\n"), said[i], strlen(said[i])) == 0)
                return true;
    return false;
}

/* Its time is the processor's, but a machine that stood still for a while may count that in, and
   one that had no room for a process may have some again: what comes twice is the lesson's own
   doing. */
static enum compiler_end run_to_its_end(const struct compiling *run, int *status)
{
    enum compiler_end end = NOT_BEGUN;
    bool unclear = true;
    for (int tries = 0; tries < TRIES && unclear; tries++) {
        if (ftruncate(run->words, 0) == -1 || lseek(run->words, 0, SEEK_SET) == -1 ||
            lseek(run->source, 0, SEEK_SET) == -1)
            return NOT_BEGUN;
        end = compiler_run(run, status);
        char *words = end == ENDED && *status != 0 ? read_words(run->words) : NULL;
        unclear = end == ENDED &&
                  (*status == 128 + SIGXCPU ||
                   (words != NULL && (strstr(words, out_of_time) != NULL || is_incomplete(words))));
        free(words);
    }
    return end;
}

static void compile(const struct lesson *lesson, const char *folder, struct build *build,
                    const char *text, size_t size)
{
    char *include = confine_tool("include"), name[64];
    char *path = include == NULL ? NULL : realpath(include, NULL);
    int words = memfd_create("words", MFD_CLOEXEC);
    /* The same name wherever the file lies: its words have one length, and nothing to escape. */
    snprintf(name, sizeof name, "./%s.c", lesson->stem);
    struct compiling run = {folder, path, build->library, contract_source(lesson, name, text, size),
                            words};
    snprintf(build->library, sizeof build->library, "%s/%s.so", folder, lesson->stem);
    if (path == NULL || words == -1 || run.source == -1) {
        finish(build, BUILD_FAULT, "cannot prepare %s for the compiler: %s", build->source,
               strerror(errno));
    } else {
        int status = 0;
        enum compiler_end end = run_to_its_end(&run, &status);
        if (end == NOT_BEGUN) {
            finish(build, BUILD_FAULT, "no process for the compiler: %s", strerror(errno));
        } else if (end == WAITED_FOR_EVER) {
            finish(build, BUILD_BROKEN, "%s has the compiler wait for something that never comes",
                   build->source);
        } else if (status == 126 || status == 127) {
            finish(build, BUILD_FAULT, "the compiler %s cannot be run; make doctor says more",
                   KIT_CC);
        } else if (status == 128 + SIGXCPU) {
            finish(build, BUILD_BROKEN, "%s keeps the compiler busy without end", build->source);
        } else if (status > 128) {
            finish(build, BUILD_FAULT, "the compiler was ended by signal %d (%s)", status - 128,
                   strsignal(status - 128));
        } else {
            build->words = contract_words(read_words(words), name, build->source);
            build->result = status == 0 ? BUILD_DONE : BUILD_BROKEN;
            if (status != 0)
                explain(build, &run);
        }
    }
    if (run.source != -1)
        close(run.source);
    if (words != -1)
        close(words);
    free(include);
    free(path);
}

void build_lesson(const struct lesson *lesson, const char *directory, const char *folder,
                  struct build *build)
{
    size_t size = 0;
    *build = (struct build){.result = BUILD_FAULT};
    snprintf(build->source, sizeof build->source, "%s/%s.c", directory, lesson->stem);
    char *text = read_lesson(build, lesson->number, &size);
    if (text != NULL && is_text(build, lesson->number, text, size))
        compile(lesson, folder, build, text, size);
    free(text);
}

void build_free(struct build *build)
{
    free(build->words);
    build->words = NULL;
}
