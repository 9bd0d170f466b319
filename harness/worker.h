/* worker.h - work in processes of its own, so that what goes wrong there ends nothing else. */
#ifndef WORKER_H
#define WORKER_H

#include <signal.h>
#include <stdio.h>
#include <sys/types.h>

struct worker {
    pid_t pid;  /* 0: not begun */
    int result; /* an unnamed file that the worker writes its result to; -1 */
    int status; /* how it ended, as waitpid(2); meaningful once it has */
};

enum { ENDING_SIGNALS = 3 }; /* SIGINT, SIGTERM, SIGHUP */

/* What must hold while workers run; worker_scene_end() takes it back. */
struct worker_scene {
    sigset_t waited_for; /* SIGCHLD, and the signals that end the run unless they are ignored */
    sigset_t before;
    struct sigaction child_before, ending_before[ENDING_SIGNALS];
    char *folder;     /* of temporary files, named by TMPDIR; NULL if none could be made */
    char *tmp_before; /* TMPDIR; NULL: not set */
};

/* From here on the ending signals only leave word for worker_wait(): programs that are started now
 * have them as usual. Orphans become children of this process. */
void worker_scene_begin(struct worker_scene *scene);

/* The ending signal that came since then, if they are not blocked; 0. */
int worker_signalled(void);

/* Blocks the signals and sets TMPDIR: what is started now, but for workers, has both. */
void worker_scene_set(struct worker_scene *scene);

/* Ends whatever else this process has as children (orphans of workers come to it), removes the
 * temporary files. */
void worker_scene_end(struct worker_scene *scene);

/* Begins a process that calls WORK(argument, result) and ends; its standard output is standard
 * error. It leads a process group of its own and gets SIGTERM if this process dies. Returns 0, or
 * -1 with errno as memfd_create(2) or fork(2). */
int worker_begin(struct worker *worker, const struct worker_scene *scene,
                 void (*work)(void *argument, FILE *result), void *argument);

/* Waits until some child has ended, and returns SIGCHLD, or the ending signal that came since
 * worker_scene_begin(). */
int worker_wait(const struct worker_scene *scene);

/* Whether it has ended; does not wait. */
int worker_ended(struct worker *worker);

/* Ends those COUNT workers that still run: SIGTERM, two seconds for their own cleaning, SIGKILL.
   Then every other process that this one has started, so that nobody writes a file any more. */
void worker_end_all(struct worker *const *workers, size_t count, const struct worker_scene *scene);

/* All that an ended worker wrote, malloced, with its size, a '\0' after it, and closes the file;
 * NULL with errno. */
char *worker_result(struct worker *worker, size_t *size);

#endif
