/* compiler.c - one run of the compiler, bounded. */
#include "compiler.h"

#include "confine.h"
#include "judge/kernel.h"
#include "stage/wire.h"
#include "surroundings.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 8, LOOK_MS = 20, IDLE_LOOKS = 250 };

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

static _Noreturn void become_compiler(const struct compiling *run)
{
    const char *arguments[MOST_ARGUMENTS];
    char compiler[] = KIT_CC, link[PATH_MAX];
    char *more = getenv("LESSON_CFLAGS");
    int count = split(compiler, arguments, 0);
    for (int i = 0; i < FLAGS; i++)
        arguments[count++] = flags[i];
    if (more != NULL)
        count = split(strdup(more), arguments, count);
    snprintf(link, sizeof link, "@%s/link", run->include); /* harness/link.sh */
    arguments[count++] = "-U_FORTIFY_SOURCE"; /* it would abort before the sanitizer can speak */
    arguments[count++] = "-I";
    arguments[count++] = run->include;
    arguments[count++] = "-L";
    arguments[count++] = run->include;
    arguments[count++] = link;
    arguments[count++] = "-o";
    arguments[count++] = run->library;
    arguments[count] = NULL;
    surroundings_of_compiler();
    setenv("TMPDIR", ".", 1); /* one place for all that it writes */
    setrlimit(RLIMIT_CPU, &(struct rlimit){SECONDS, SECONDS + 1});
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

/* Looks at the compiler until it has ended. All its processes wait, not for a while alone, and none
   of them has had a turn for many looks: then it waits for something that it was told to include.
   No clock says so: on a busy machine it is not its fault that it gets no turn. */
static enum compiler_end see_to_compiler(pid_t pid)
{
    struct pollfd end = {.fd = (int)syscall(SYS_pidfd_open, pid, 0), .events = POLLIN};
    unsigned long turns = 0;
    int looks = 0, ready;
    while ((ready = poll(&end, 1, LOOK_MS)) != 1 && looks < IDLE_LOOKS) {
        struct kernel_wait wait = {.blocked = false};
        if (ready == 0)
            wait = kernel_wait(pid, -1);
        bool idle = wait.blocked && !wait.timed && wait.turns == turns;
        looks = idle ? looks + 1 : 0;
        turns = wait.turns;
    }
    if (end.fd != -1)
        close(end.fd);
    return ready == 1 ? ENDED : WAITED_FOR_EVER;
}

enum compiler_end compiler_run(const struct compiling *run, int *status)
{
    int word = 0;
    pid_t pid = fork();
    if (pid == -1)
        return NOT_BEGUN;
    if (pid == 0)
        become_compiler(run);
    enum compiler_end end = see_to_compiler(pid);
    if (end == WAITED_FOR_EVER)
        kill(-pid, SIGKILL);
    while (waitpid(pid, &word, 0) == -1 && errno == EINTR)
        ;
    *status = WIFEXITED(word) ? WEXITSTATUS(word) : 128 + WTERMSIG(word);
    return end;
}
