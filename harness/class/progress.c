/* progress.c - how far a long run has come, on standard error. */
#include "class/progress.h"

#include "report/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BAR = 30 };

static bool is_plain(void)
{
    const char *plain = getenv("PLAIN"), *term = getenv("TERM");
    return (plain != NULL && *plain != '\0') || (term != NULL && strcmp(term, "dumb") == 0);
}

struct progress progress_new(size_t count)
{
    struct progress progress = {.count = count,
                                .terminal = isatty(STDERR_FILENO) == 1 && !is_plain()};
    clock_gettime(CLOCK_MONOTONIC, &progress.begun);
    return progress;
}

static double seconds_since(const struct timespec *begun)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - begun->tv_sec) + (double)(now.tv_nsec - begun->tv_nsec) / 1e9;
}

void progress_show(const struct progress *progress)
{
    char bar[BAR + 1];
    if (!progress->terminal || progress->count == 0)
        return;
    size_t full = progress->done * BAR / progress->count;
    for (size_t i = 0; i < BAR; i++)
        bar[i] = i < full ? '#' : '.';
    bar[BAR] = '\0';
    fprintf(stderr, "\r[%s] %zu of %zu", bar, progress->done, progress->count);
    if (progress->done > 0) {
        double left = seconds_since(&progress->begun) / (double)progress->done *
                      (double)(progress->count - progress->done);
        fprintf(stderr, ", %d:%02d left \033[K", (int)left / 60, (int)left % 60);
    }
    fflush(stderr);
}

void progress_tell(const struct progress *progress, const struct submission *student,
                   const json_t *result, size_t kept)
{
    if (progress->terminal)
        return;
    fprintf(stderr, "%zu of %zu: ", progress->done + 1, progress->count);
    text_safe(stderr, student->id, strlen(student->id));
    fprintf(stderr, ": %g of %g points", json_number_value(json_object_get(result, "score")),
            json_number_value(json_object_get(result, "max_score")));
    if (kept > 0)
        fprintf(stderr, ", %zu verdict%s kept", kept, kept == 1 ? "" : "s");
    fputc('\n', stderr);
}

void progress_end(const struct progress *progress)
{
    if (progress->terminal)
        fputs("\r\033[K", stderr);
}
