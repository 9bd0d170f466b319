/* site.c - the lines of the learner's file from which calls are made, as addr2line(1) knows them.
 */
#include "confine.h"
#include "judge/scene.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { MOST_SITES = 32, CPU_SECONDS = 2, MOST_MEMORY = 1 << 30 };

/* Those that were looked up already: a check makes few messages, of few places. */
static struct {
    long site;
    int line;
} known[MOST_SITES];
static size_t known_count;

static bool is_known(long site)
{
    for (size_t i = 0; i < known_count; i++)
        if (known[i].site == site)
            return true;
    return false;
}

/* "path/03_client_exchange.c:41 (discriminator 2)": 41; 0 if it is another file, or unknown. The
   compiler reads the lesson from its standard input, and binutils 2.40 take that for its name. */
static int line_in(const char *place)
{
    const char *own = strrchr(assignment.source, '/'), *file = strrchr(place, '/');
    const char *const names[] = {own == NULL ? assignment.source : own + 1, "<stdin>"};
    file = file == NULL ? place : file + 1;
    for (int i = 0, line; i < 2; i++)
        if (strncmp(file, names[i], strlen(names[i])) == 0 &&
            sscanf(file + strlen(names[i]), ":%d", &line) == 1)
            return line;
    return 0;
}

/* What stands in the library is a student's doing: it must not keep the judge, nor fill its memory.
 */
static _Noreturn void become_addr2line(char *const *words, int to)
{
    const struct rlimit time = {CPU_SECONDS, CPU_SECONDS}, memory = {MOST_MEMORY, MOST_MEMORY};
    int nowhere = open("/dev/null", O_RDWR);
    setrlimit(RLIMIT_CPU, &time);
    setrlimit(RLIMIT_AS, &memory);
    dup2(nowhere, STDIN_FILENO);
    dup2(to, STDOUT_FILENO);
    dup2(nowhere, STDERR_FILENO);
    close_range(3, ~0U, 0);
    confine_become(CONFINED_READER, words, environ);
    _exit(127);
}

/* Starts addr2line for the places from FIRST on; its output comes out of the pipe. -1: it cannot
   be had. */
static pid_t start(size_t first, int *from)
{
    int pipes[2];
    char *words[MOST_SITES + 4] = {(char *)"addr2line", (char *)"-e", (char *)assignment.library};
    for (size_t i = first; i < known_count; i++) /* the call is before the place it returns to */
        words[3 + i - first] = (char *)say("0x%lx", known[i].site - 1);
    if (pipe2(pipes, O_CLOEXEC) == -1)
        return -1;
    pid_t pid = fork();
    if (pid == 0)
        become_addr2line(words, pipes[1]);
    close(pipes[1]);
    *from = pipes[0];
    if (pid == -1)
        close(pipes[0]);
    return pid;
}

static void look_up(size_t first)
{
    char place[4096];
    int from, status;
    pid_t pid = start(first, &from);
    if (pid == -1)
        return;
    FILE *lines = fdopen(from, "r");
    for (size_t i = first; lines != NULL && i < known_count; i++)
        known[i].line = fgets(place, sizeof place, lines) == NULL ? 0 : line_in(place);
    if (lines != NULL)
        fclose(lines);
    else
        close(from);
    while (waitpid(pid, &status, 0) == -1 && errno == EINTR)
        ;
}

int site_line(const struct observation *seen, const struct call_record *record)
{
    size_t first = known_count;
    if (assignment.library == NULL || record->site <= 0)
        return 0;
    if (!is_known(record->site)) { /* all of the step's at once: each look-up is a process */
        for (size_t i = seen->first; i < seen->count && known_count < MOST_SITES; i++)
            if (seen->calls[i].site > 0 && !is_known(seen->calls[i].site))
                known[known_count++].site = seen->calls[i].site;
        if (known_count > first)
            look_up(first);
    }
    for (size_t i = 0; i < known_count; i++)
        if (known[i].site == record->site)
            return known[i].line;
    return 0;
}
