/* shards.c - what each part of a class's grading leaves, so that merge knows what there should be.
 */
#include "class/shards.h"

#include "files.h"
#include "kit.h"
#include "report/member.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The records of another division of the class: what they say of who is graded where is over. */
static void forget_others(const char *folder, int shards)
{
    size_t count = 0;
    char **names = files_names(folder, ".json", &count);
    for (size_t i = 0; i < count; i++) {
        int shard = 0, of = 0;
        char *path = kit_text("%s/%s", folder, names[i]);
        if (path != NULL && sscanf(names[i], "%d-of-%d.json", &shard, &of) == 2 && of != shards)
            unlink(path);
        free(path);
    }
    files_free_names(names);
}

int shards_record(const char *dir, int shard, int shards, const json_t *record)
{
    char *folder = kit_text("%s/shards", dir);
    char *path = folder == NULL ? NULL : kit_text("%s/%d-of-%d.json", folder, shard, shards);
    int result = path == NULL ? -1 : files_make_folder(folder);
    if (result == 0) {
        forget_others(folder, shards);
        result = files_write_json(path, record);
    }
    int error = errno;
    free(folder);
    free(path);
    errno = error;
    return result;
}

static int by_text(const void *one, const void *other)
{
    return strcmp(json_string_value(*(json_t *const *)one),
                  json_string_value(*(json_t *const *)other));
}

/* The texts of ARRAY in the order of their bytes, each once. */
static json_t *sorted(const json_t *array)
{
    size_t i, count = 0;
    json_t *text, **texts = calloc(json_array_size(array) + 1, sizeof(json_t *));
    json_t *result = texts == NULL ? NULL : json_array();
    json_array_foreach(array, i, text)
    {
        if (texts != NULL && json_is_string(text))
            texts[count++] = text;
    }
    if (texts != NULL)
        qsort(texts, count, sizeof *texts, by_text);
    for (i = 0; result != NULL && i < count; i++)
        if (i == 0 || by_text(&texts[i - 1], &texts[i]) != 0)
            json_array_append(result, texts[i]);
    free(texts);
    return result;
}

/* What belongs to the whole class is in each record: once is enough. */
static void add_new(json_t *array, const json_t *more)
{
    size_t i, n;
    json_t *one, *there;
    json_array_foreach(more, i, one)
    {
        bool known = false;
        json_array_foreach(array, n, there) { known = known || json_equal(there, one); }
        if (!known)
            json_array_append(array, one);
    }
}

static int add_record(json_t *all, const char *path, bool *there, int most, char **why)
{
    json_error_t error;
    json_t *record = json_load_file(path, 0, &error);
    int shard = member_number(record, NULL, "shard"), of = member_number(record, NULL, "of");
    int known = member_number(all, NULL, "of"), result = -1;
    if (record == NULL || shard < 1 || shard > of || of > most)
        *why = kit_text("%s is no record of a part: remove it, and grade that part again", path);
    else if (known != 0 && known != of)
        *why = kit_text("%s belongs to a class in %d parts, another record to one in %d: remove "
                        "those that are old",
                        path, of, known);
    else
        result = 0;
    if (result == 0) {
        there[shard] = true;
        json_object_set_new(all, "of", json_integer(of));
        json_array_extend(json_object_get(all, "students"), json_object_get(record, "students"));
        add_new(json_object_get(all, "unmatched"), json_object_get(record, "unmatched"));
        add_new(json_object_get(all, "not_graded"), json_object_get(record, "not_graded"));
    }
    json_decref(record);
    return result;
}

json_t *shards_read(const char *dir, char **why)
{
    enum { MOST = 9999 };
    bool there[MOST + 1] = {false};
    size_t count = 0;
    char *folder = kit_text("%s/shards", dir);
    char **names = folder == NULL ? NULL : files_names(folder, ".json", &count);
    json_t *all = json_pack("{s[] s[] s[] s[] si}", "students", "unmatched", "not_graded",
                            "missing", "of", 0);
    int failed = all == NULL;
    for (size_t i = 0; i < count && !failed; i++) {
        char *path = kit_text("%s/%s", folder, names[i]);
        failed = path == NULL || add_record(all, path, there, MOST, why) == -1;
        free(path);
    }
    int of = failed ? 0 : member_number(all, NULL, "of");
    for (int shard = 1; shard <= of; shard++)
        if (!there[shard])
            json_array_append_new(json_object_get(all, "missing"), json_integer(shard));
    json_t *students = failed ? NULL : sorted(json_object_get(all, "students"));
    if (students == NULL || json_object_set_new(all, "students", students) == -1) {
        json_decref(all);
        all = NULL;
    }
    files_free_names(names);
    free(folder);
    return all;
}
