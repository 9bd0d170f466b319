/* build.c - one lesson file to a library that the stage can load, or to the compiler's words. */
#include "build.h"

#include "confine.h"
#include "contract.h"
#include "lessons.h"
#include "stage/wire.h"
#include "surroundings.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    MOST_BYTES = 1 << 20,
    MOST_WORDS = 16384,
    COMPILER_SECONDS = 8,
    LAST_RESORT_MS = 60000,
    ROOM = 4 << 20
};

#define WRAP(name) "-Wl,--wrap=" #name,
static const char *const flags[] = {"-x",
                                    "c",
                                    "-",
                                    "-std=gnu11",
                                    "-Wall",
                                    "-Wextra",
                                    "-g",
                                    "-fPIC",
                                    "-pthread",
                                    "-fsanitize=address,undefined",
                                    "-fno-sanitize-recover=undefined",
                                    "-fno-sanitize=pointer-overflow", /* gcc allows NULL + 0 */
                                    "-shared",
                                    "-Wl,-Bsymbolic",
                                    WIRE_WRAPPED(WRAP)};
enum { FLAGS = sizeof flags / sizeof flags[0], MOST_ARGUMENTS = FLAGS + 40 };

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
        finish(build, BUILD_BROKEN, "%s cannot be read: %s", path, strerror(errno));
    else if (fstat(file, &status) == -1 || !S_ISREG(status.st_mode))
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

/* --- the compiler ----------------------------------------------------------------------------- */

static void limit(int resource, rlim_t most)
{
    struct rlimit bound = {most, most};
    setrlimit(resource, &bound);
}

/* The words of TEXT, separated by spaces, become arguments. */
static int split(char *text, const char **arguments, int count)
{
    char *rest = NULL;
    for (char *word = strtok_r(text, " ", &rest); word != NULL && count < MOST_ARGUMENTS - 6;
         word = strtok_r(NULL, " ", &rest))
        arguments[count++] = word;
    return count;
}

/* One run of the compiler: in FOLDER, with the headers of INCLUDE, from SOURCE to LIBRARY. */
struct compiling {
    const char *folder, *include, *library;
    int source, words;
};

static _Noreturn void become_compiler(const struct compiling *run)
{
    const char *arguments[MOST_ARGUMENTS];
    char compiler[] = KIT_CC;
    char *more = getenv("LESSON_CFLAGS");
    int count = split(compiler, arguments, 0);
    for (int i = 0; i < FLAGS; i++)
        arguments[count++] = flags[i];
    if (more != NULL)
        count = split(strdup(more), arguments, count);
    arguments[count++] = "-U_FORTIFY_SOURCE"; /* it would abort before the sanitizer can speak */
    arguments[count++] = "-I";
    arguments[count++] = run->include;
    arguments[count++] = "-o";
    arguments[count++] = run->library;
    arguments[count] = NULL;
    surroundings_of_compiler();
    setenv("TMPDIR", ".", 1); /* one place for all that it writes */
    setrlimit(RLIMIT_CPU, &(struct rlimit){COMPILER_SECONDS, COMPILER_SECONDS + 1});
    limit(RLIMIT_FSIZE, 64 << 20);
    limit(RLIMIT_AS, (rlim_t)4 << 30);
    setpgid(0, 0);
    if (chdir(run->folder) == -1 || dup2(run->source, 0) == -1 || dup2(run->words, 1) == -1 ||
        dup2(run->words, 2) == -1)
        _exit(126);
    closefrom(3);
    confine_become(CONFINED_COMPILER, (char *const *)arguments, environ);
    _exit(127);
}

/* The exit status of the compiler, 126 or 127 if it cannot be run, 128 + N after signal N; -1 with
   errno if there is no process for it. */
static int run_compiler(const struct compiling *run)
{
    int status = 0;
    pid_t pid = fork();
    if (pid == -1)
        return -1;
    if (pid == 0)
        become_compiler(run);
    struct pollfd end = {.fd = (int)syscall(SYS_pidfd_open, pid, 0), .events = POLLIN};
    int ready;
    while ((ready = poll(&end, 1, LAST_RESORT_MS)) == -1 && errno == EINTR)
        ;
    if (ready == 0)
        kill(-pid, SIGKILL); /* it waits for something that it was told to include */
    if (end.fd != -1)
        close(end.fd);
    while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
        ;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* --- its words -------------------------------------------------------------------------------- */

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
    if (run.source != -1 && run.words != -1 &&
        pwrite(run.source, text, sizeof text - 1, 0) == (ssize_t)sizeof text - 1)
        status = run_compiler(&run);
    *it_says = run.words == -1 ? NULL : read_words(run.words);
    unlink(library);
    if (run.source != -1)
        close(run.source);
    if (run.words != -1)
        close(run.words);
    return status == 0;
}

/* A compiler that could not start a part of itself, "gcc: fatal error: cannot execute 'cc1': ...":
   no word on the lesson, since that would have a line number. */
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

/* Out of the words of a compiler that failed. */
static void explain(struct build *build, const struct compiling *run)
{
    const char *words = build->words == NULL ? "" : build->words;
    bool endless = strstr(words, "CPU time limit exceeded") != NULL;
    char *its_words = is_incomplete(words) ? strdup(words) : NULL;
    if (endless) {
        free(build->words);
        finish(build, BUILD_BROKEN, "%s keeps the compiler busy without end", build->source);
    } else if (!has_room(run->folder)) {
        free(build->words);
        finish(build, BUILD_FAULT, "no room for the compiler's files in %s", run->folder);
    } else if (its_words != NULL || !compiles_anything(run, &its_words)) {
        free(build->words);
        finish(build, BUILD_FAULT, "the compiler %s cannot make a library of any file: %s", KIT_CC,
               its_words == NULL ? "" : its_words);
    }
    free(its_words);
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
        int status = run_compiler(&run);
        if (status == -1) {
            finish(build, BUILD_FAULT, "no process for the compiler: %s", strerror(errno));
        } else if (status == 126 || status == 127) {
            finish(build, BUILD_FAULT, "the compiler %s cannot be run; make doctor says more",
                   KIT_CC);
        } else if (status > 128) {
            finish(build, BUILD_BROKEN, "%s keeps the compiler busy without end", build->source);
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
