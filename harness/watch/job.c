/* job.c - a command of this kit, run in the background, and what it prints. */
#include "watch/job.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* In a group of its own: what is typed at the terminal is not for it. */
static _Noreturn void become(char *const *arguments, int output, size_t columns)
{
    char width[32];
    sigset_t none;
    sigemptyset(&none);
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
    sigprocmask(SIG_SETMASK, &none, NULL);
    snprintf(width, sizeof width, "%zu", columns);
    setenv("COLUMNS", width, 1);
    int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, STDIN_FILENO);
    dup2(output, STDOUT_FILENO);
    dup2(output, STDERR_FILENO);
    execv("/proc/self/exe", arguments);
    _exit(127);
}

int job_start(struct job *job, char *const *arguments, size_t columns)
{
    int ends[2];
    *job = (struct job){.output = -1};
    if (pipe2(ends, O_CLOEXEC) == -1)
        return -1;
    fflush(NULL);
    job->pid = fork();
    if (job->pid == 0)
        become(arguments, ends[1], columns);
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

static void wait_for(struct job *job)
{
    int status = 0;
    while (waitpid(job->pid, &status, 0) == -1 && errno == EINTR)
        ;
    job->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    close(job->output);
    job->output = -1;
    job->pid = 0;
}

bool job_read(struct job *job)
{
    char piece[4096];
    ssize_t count = 0;
    while ((count = read(job->output, piece, sizeof piece)) > 0) {
        char *more = realloc(job->text, job->size + (size_t)count + 1);
        if (!more)
            continue; /* what has no room is lost, and the end comes all the same */
        job->text = more;
        for (ssize_t i = 0; i < count; i++)
            job->text[job->size++] = piece[i];
        job->text[job->size] = '\0';
    }
    if (count == -1 && (errno == EAGAIN || errno == EINTR))
        return false;
    wait_for(job);
    return true;
}

void job_end(struct job *job)
{
    if (job->pid > 0) {
        kill(job->pid, SIGTERM);
        wait_for(job);
    }
    free(job->text);
    *job = (struct job){.output = -1};
}
