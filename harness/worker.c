/* worker.c - work in processes of its own, so that what goes wrong there ends nothing else. */
#include "worker.h"

#include <errno.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static const int ending[ENDING_SIGNALS] = {SIGINT, SIGTERM, SIGHUP};
static volatile sig_atomic_t came; /* an ending signal before they were blocked */

static void leave_word(int number) { came = number; }

static char *text_copy(const char *text) { return text ? strdup(text) : NULL; }

static void make_folder(struct worker_scene *scene)
{
    scene->tmp_before = text_copy(getenv("TMPDIR"));
    const char *place = scene->tmp_before && *scene->tmp_before ? scene->tmp_before : "/tmp";
    scene->folder = NULL;
    if (asprintf(&scene->folder, "%s/ten-steps.XXXXXX", place) == -1)
        scene->folder = NULL;
    if (scene->folder && !mkdtemp(scene->folder)) {
        free(scene->folder);
        scene->folder = NULL;
    }
    if (scene->folder)
        setenv("TMPDIR", scene->folder, 1);
}

void worker_scene_begin(struct worker_scene *scene)
{
    const struct sigaction usual = {.sa_handler = SIG_DFL};
    const struct sigaction noted = {.sa_handler = leave_word, .sa_flags = SA_RESTART};
    *scene = (struct worker_scene){.folder = NULL};
    came = 0;
    sigaction(SIGCHLD, &usual, &scene->child_before); /* ignored, it would take the statuses away */
    sigemptyset(&scene->waited_for);
    sigaddset(&scene->waited_for, SIGCHLD);
    sigprocmask(SIG_BLOCK, NULL, &scene->before);
    for (int i = 0; i < ENDING_SIGNALS; i++) {
        sigaction(ending[i], NULL, &scene->ending_before[i]);
        if (scene->ending_before[i].sa_handler == SIG_IGN)
            continue;
        sigaction(ending[i], &noted, NULL);
        sigaddset(&scene->waited_for, ending[i]);
    }
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

int worker_signalled(void) { return came; }

void worker_scene_set(struct worker_scene *scene)
{
    sigprocmask(SIG_BLOCK, &scene->waited_for, NULL);
    make_folder(scene);
}

static void signals_as_before(const struct worker_scene *scene)
{
    for (int i = 0; i < ENDING_SIGNALS; i++)
        sigaction(ending[i], &scene->ending_before[i], NULL);
    sigprocmask(SIG_SETMASK, &scene->before, NULL);
}

static int remove_entry(const char *path, const struct stat *status, int kind, struct FTW *place)
{
    (void)status;
    (void)kind;
    (void)place;
    remove(path);
    return 0;
}

/* Orphans of orphans come up as their parents go: until nobody is left, or the list cannot be had.
 */
static void end_orphans(void)
{
    for (;;) {
        while (waitpid(-1, NULL, WNOHANG) > 0)
            continue;
        FILE *list = fopen("/proc/thread-self/children", "re");
        bool some = false;
        intmax_t pid = 0;
        while (list && fscanf(list, "%jd", &pid) == 1)
            some = kill((pid_t)pid, SIGKILL) == 0 || some;
        if (list)
            fclose(list);
        if (!some || waitpid(-1, NULL, 0) == -1)
            return;
    }
}

void worker_scene_end(struct worker_scene *scene)
{
    end_orphans();
    prctl(PR_SET_CHILD_SUBREAPER, 0, 0, 0, 0);
    if (scene->folder) {
        if (nftw(scene->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS) == -1)
            rmdir(scene->folder); /* without memory; it is mostly empty */
        if (scene->tmp_before)
            setenv("TMPDIR", scene->tmp_before, 1);
        else
            unsetenv("TMPDIR");
    }
    free(scene->folder);
    free(scene->tmp_before);
    struct timespec none = {0, 0};
    sigset_t child;
    sigemptyset(&child);
    sigaddset(&child, SIGCHLD);
    sigprocmask(SIG_BLOCK, &child, NULL);
    sigtimedwait(&child, NULL, &none); /* one that is pending is old news */
    sigaction(SIGCHLD, &scene->child_before, NULL);
    signals_as_before(scene);
}

static void work_in_child(int result, pid_t parent, const struct worker_scene *scene,
                          void (*work)(void *argument, FILE *result), void *argument)
{
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
    signals_as_before(scene);
    dup2(STDERR_FILENO, STDOUT_FILENO);
    FILE *file = getppid() == parent ? fdopen(result, "w") : NULL;
    if (!file)
        _exit(2);
    static char buffer[BUFSIZ]; /* without one a stream may lose a byte when there is no memory */
    setvbuf(file, buffer, _IOFBF, sizeof buffer);
    work(argument, file);
    _exit(fclose(file) == 0 ? 0 : 2);
}

int worker_begin(struct worker *worker, const struct worker_scene *scene,
                 void (*work)(void *argument, FILE *result), void *argument)
{
    *worker = (struct worker){.result = memfd_create("result", MFD_CLOEXEC)};
    if (worker->result == -1)
        return -1;
    fflush(NULL); /* or the child would write it once more */
    pid_t parent = getpid();
    pid_t pid = fork();
    if (pid == 0)
        work_in_child(worker->result, parent, scene, work, argument);
    if (pid == -1) {
        int error = errno;
        close(worker->result);
        worker->result = -1;
        errno = error;
        return -1;
    }
    setpgid(pid, pid); /* as the child does: whoever comes first */
    worker->pid = pid;
    return 0;
}

int worker_wait(const struct worker_scene *scene)
{
    int number = came;
    while (number <= 0)
        number = sigwaitinfo(&scene->waited_for, NULL);
    return number;
}

int worker_ended(struct worker *worker)
{
    return waitpid(worker->pid, &worker->status, WNOHANG) != 0;
}

static size_t signal_all(struct worker *const *workers, size_t count, int number)
{
    size_t running = 0;
    for (size_t i = 0; i < count; i++)
        if (workers[i]->pid > 0 && worker_ended(workers[i])) {
            workers[i]->pid = 0;
        } else if (workers[i]->pid > 0) {
            running++;
            if (number != 0)
                kill(-workers[i]->pid, number);
        }
    return running;
}

void worker_end_all(struct worker *const *workers, size_t count, const struct worker_scene *scene)
{
    sigset_t child = scene->waited_for;
    for (size_t i = 0; i < sizeof ending / sizeof *ending; i++)
        sigdelset(&child, ending[i]); /* an impatient second Ctrl-C changes nothing */
    const struct timespec patience = {.tv_sec = 2};
    size_t running = signal_all(workers, count, SIGTERM);
    while (running > 0 && sigtimedwait(&child, NULL, &patience) != -1)
        running = signal_all(workers, count, 0);
    signal_all(workers, count, SIGKILL);
    for (size_t i = 0; i < count; i++) {
        if (workers[i]->pid > 0)
            waitpid(workers[i]->pid, &workers[i]->status, 0);
        workers[i]->pid = 0;
        if (workers[i]->result != -1)
            close(workers[i]->result);
        workers[i]->result = -1;
    }
    end_orphans(); /* such as a linker that has yet to write its file where all is then removed */
    const struct timespec none = {0, 0};
    while (sigtimedwait(&scene->waited_for, NULL, &none) > 0)
        ; /* what came meanwhile asked for the same */
}

char *worker_result(struct worker *worker, size_t *size)
{
    struct stat status;
    char *text = NULL;
    if (fstat(worker->result, &status) == 0)
        text = malloc((size_t)status.st_size + 1);
    *size = 0;
    while (text && *size < (size_t)status.st_size) {
        size_t left = (size_t)status.st_size - *size;
        ssize_t count = pread(worker->result, text + *size, left, (off_t)*size);
        if (count <= 0)
            break;
        *size += (size_t)count;
    }
    if (text)
        text[*size] = '\0';
    close(worker->result);
    worker->result = -1;
    return text;
}
