/* hints.c - how far up the ladder of hints a student is: a line in STORE/<stem>.hints. */
#include "hints.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static char *path_of(const char *store, const struct lesson *lesson)
{
    char *path = NULL;
    return store && asprintf(&path, "%s/%s.hints", store, lesson->stem) != -1 ? path : NULL;
}

struct ladder hints_find(const char *store, const struct lesson *lesson)
{
    struct ladder ladder = {.rung = 0};
    char *path = path_of(store, lesson);
    FILE *file = path ? fopen(path, "re") : NULL;
    if (file && fscanf(file, "%d %39s", &ladder.rung, ladder.mistake) < 1)
        ladder = (struct ladder){.rung = 0};
    if (file)
        fclose(file);
    free(path);
    return ladder;
}

int hints_keep(const char *store, const struct lesson *lesson, const struct ladder *ladder)
{
    char *path = path_of(store, lesson);
    FILE *file = NULL;
    int result = -1;
    if (path && (mkdir(store, 0777) == 0 || errno == EEXIST))
        file = fopen(path, "we");
    if (file)
        result = fprintf(file, "%d %s\n", ladder->rung, ladder->mistake) < 0 ? -1 : 0;
    if (file && fclose(file) == EOF)
        result = -1;
    free(path);
    return result;
}

void hints_forget(const char *store, const struct lesson *lesson)
{
    char *path = path_of(store, lesson);
    if (path)
        unlink(path);
    free(path);
}
