/* job.c - a program that runs beside this one, and what it prints. */
#include "job.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/close_range.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATIENCE_MS = 3000, PIECES_A_READ = 64, MOST_KEPT = 4 << 20 };

/* In a group of its own: what is typed at the terminal is not for it. */
static _Noreturn void become(const struct job_command *command, int output)
{
    const rlim_t seconds = (rlim_t)command->seconds;
    char width[32];
    sigset_t none;
    sigemptyset(&none);
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, seconds > 0 ? SIGKILL : SIGTERM, 0, 0, 0);
    sigprocmask(SIG_SETMASK, &none, NULL);
    snprintf(width, sizeof width, "%zu", command->columns);
    if (command->columns > 0)
        setenv("COLUMNS", width, 1);
    if (seconds > 0)
        setrlimit(RLIMIT_CPU, &(struct rlimit){seconds, seconds + 1});
    int nothing = open("/dev/null", O_RDWR);
    dup2(command->input == -1 ? nothing : command->input, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(command->errors ? output : nothing, STDERR_FILENO);
    close_range(3, ~0U, CLOSE_RANGE_CLOEXEC);
    execv(command->path ? command->path : "/proc/self/exe", command->arguments);
    _exit(127);
}

int job_start(struct job *job, const struct job_command *command)
{
    int ends[2];
    *job = (struct job){.output = -1};
    if (pipe2(ends, O_CLOEXEC) == -1)
        return -1;
    fflush(NULL);
    job->pid = fork();
    if (job->pid == 0)
        become(command, ends[1]);
    int error = errno;
    close(ends[1]);
    if (job->pid == -1) {
        close(ends[0]);
        *job = (struct job){.output = -1};
        errno = error;
        return -1;
    }
    fcntl(ends[0], F_SETFL, O_NONBLOCK);
    job->output = ends[0];
    return 0;
}

static void forget(struct job *job, int status)
{
    job->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    close(job->output);
    job->output = -1;
    job->pid = 0;
}

static void reap(struct job *job)
{
    int status = 0;
    while (waitpid(job->pid, &status, 0) == -1 && errno == EINTR)
        ;
    forget(job, status);
}

/* Whether it ends within that time. */
static bool ends_within(const struct job *job, int milliseconds)
{
    struct pollfd end = {.fd = pidfd_open(job->pid, 0), .events = POLLIN};
    bool ended = poll(&end, 1, milliseconds) == 1;
    close(end.fd);
    return ended;
}

/* What has no room, or is more than anybody will read, is lost. */
static void keep(struct job *job, const char *piece, size_t size)
{
    char *more = job->size + size > MOST_KEPT ? NULL : realloc(job->text, job->size + size + 1);
    if (!more)
        return;
    job->text = more;
    memcpy(job->text + job->size, piece, size);
    job->size += size;
    job->text[job->size] = '\0';
}

/* What is there now, a bounded part of it, as it may come faster than it is taken. After the end
 * of the output it is the end of the program that the descriptor tells. */
static void take(struct job *job)
{
    char piece[4096];
    ssize_t count = 1;
    for (int i = 0; !job->silent && count > 0 && i < PIECES_A_READ; i++)
        if ((count = read(job->output, piece, sizeof piece)) > 0)
            keep(job, piece, (size_t)count);
    if (job->silent || count != 0)
        return;
    close(job->output);
    job->output = pidfd_open(job->pid, 0);
    job->silent = true;
}

/* The output may end before the program does, and may be held open by what it has left behind. */
bool job_read(struct job *job)
{
    int status = 0;
    pid_t ended = job->pid > 0 ? waitpid(job->pid, &status, WNOHANG) : 0;
    take(job);
    if (ended <= 0)
        return false;
    forget(job, status);
    return true;
}

void job_end(struct job *job)
{
    if (job->pid > 0) {
        pid_t group = job->pid;
        kill(job->pid, SIGTERM);
        if (!ends_within(job, PATIENCE_MS))
            kill(-group, SIGKILL);
        reap(job);
        kill(-group, SIGKILL); /* what it has left behind */
    }
    free(job->text);
    *job = (struct job){.output = -1};
}
