/* kept.h - verdicts kept from one run to the next, for lesson files that have not changed. */
#ifndef KEPT_H
#define KEPT_H

#include "lessons.h"

#include <jansson.h>
#include <stdbool.h>

/* What a lesson file holds. NULL: it is not there, not readable, no regular file, or has more than
 * a mebibyte; such files are judged each time. */
struct source {
    char *data; /* malloced */
    size_t size;
};

/* Reads DIRECTORY/<stem>.c; never waits, whatever that is. */
struct source source_read(const char *directory, const struct lesson *lesson);
bool source_same(struct source one, struct source other); /* and neither is NULL */
void source_free(struct source *source);

/* The verdict that was kept for exactly these bytes under that identity (judge_identity()) and that
 * directory's name: a new reference; NULL if there is none. STORE is the folder of one directory's
 * verdicts. */
json_t *kept_find(const char *store, const struct lesson *lesson, struct source source,
                  const char *identity, const char *directory);

/* Keeps VERDICT in STORE, which is made if need be, whole or not at all. Returns 0; 1 for a verdict
 * that is not worth keeping since the machine may have had a part in it; -1 with errno as mkdir(2),
 * open(2), write(2) or rename(2), and then nothing is kept. */
int kept_keep(const char *store, const struct lesson *lesson, struct source source,
              const char *identity, const char *directory, const json_t *verdict);

/* Keeps VERDICT so, unless there is one already: of several that judge the same bytes at a time, the
 * first decides. Returns the verdict that counts, VERDICT or another, to be freed in its place. */
json_t *kept_keep_first(const char *store, const struct lesson *lesson, struct source source,
                        const char *identity, const char *directory, json_t *verdict);

#endif
