/* shards.h - what each part of a class's grading leaves, so that merge knows what there should be.
 *
 * DIR/shards/2-of-8.json: {"shard": 2, "of": 8, "form": "moodle", "students": [ids], "unmatched":
 * [...], "not_graded": [...]}, written when that part is done. A class that is graded in one piece
 * is part 1 of 1. */
#ifndef CLASS_SHARDS_H
#define CLASS_SHARDS_H

#include <jansson.h>

/* Leaves the record of a part in DIR; parts of another division go. 0, or -1 with errno. */
int shards_record(const char *dir, int shard, int shards, const json_t *record);

/* All that the parts have left: {"students": [ids, sorted], "unmatched": [...], "not_graded":
 * [...], "missing": [numbers of parts], "of": N}; "of" is 0 if there is no record. A new reference,
 * NULL with *WHY (malloced). */
json_t *shards_read(const char *dir, char **why);

#endif
