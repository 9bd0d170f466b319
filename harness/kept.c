/* kept.c - verdicts kept from one run to the next, for lesson files that have not changed.
 *
 * One file a lesson, STORE/<stem>.kept: a line of JSON with the verdict and what it depends on,
 * then the bytes that were judged. One file, not two, so that two runs at a time can never marry
 * the bytes of one to the verdict of the other. */
#include "kept.h"

#include "files.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SOURCE_LIMIT = 1 << 20, KEPT_LIMIT = SOURCE_LIMIT + (8 << 20) };

/* Room for one byte more than there should be, to see a file that grows meanwhile. */
static ssize_t read_all(int fd, char *data, size_t room)
{
    size_t size = 0;
    while (size < room) {
        ssize_t count = read(fd, data + size, room - size);
        if (count == -1 && errno == EINTR)
            continue;
        if (count == -1)
            return -1;
        if (count == 0)
            break;
        size += (size_t)count;
    }
    return (ssize_t)size;
}

static struct source read_file(const char *path, off_t limit)
{
    struct source source = {NULL, 0};
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd == -1)
        return source;
    struct stat status;
    if (fstat(fd, &status) == -1 || !S_ISREG(status.st_mode) || status.st_size > limit)
        goto close;
    source.data = malloc((size_t)status.st_size + 1);
    if (!source.data)
        goto close;
    ssize_t size = read_all(fd, source.data, (size_t)status.st_size + 1);
    if (size == status.st_size)
        source.size = (size_t)size;
    else
        source_free(&source);

close:
    close(fd);
    return source;
}

static char *path_in(const char *directory, const char *stem, const char *suffix)
{
    char *path = NULL;
    return asprintf(&path, "%s/%s%s", directory, stem, suffix) == -1 ? NULL : path;
}

struct source source_read(const char *directory, const struct lesson *lesson)
{
    struct source none = {NULL, 0};
    char *path = path_in(directory, lesson->stem, ".c");
    struct source source = path ? read_file(path, SOURCE_LIMIT) : none;
    free(path);
    return source;
}

bool source_same(struct source one, struct source other)
{
    return one.data && other.data && one.size == other.size &&
           memcmp(one.data, other.data, one.size) == 0;
}

void source_free(struct source *source)
{
    free(source->data);
    *source = (struct source){NULL, 0};
}

static bool has_text(const json_t *object, const char *key, const char *text)
{
    const char *value = json_string_value(json_object_get(object, key));
    return value && strcmp(value, text) == 0;
}

/* A file may hold what no kit has written: JSON, but no verdict, or that of another lesson. */
static bool is_verdict_on(const json_t *verdict, const struct lesson *lesson)
{
    return json_integer_value(json_object_get(verdict, "lesson")) == lesson->number &&
           json_is_string(json_object_get(verdict, "status")) &&
           json_is_array(json_object_get(verdict, "checks"));
}

json_t *kept_find(const char *store, const struct lesson *lesson, struct source source,
                  const char *identity, const char *directory)
{
    json_t *verdict = NULL;
    json_t *line = NULL;
    char *path = path_in(store, lesson->stem, ".kept");
    struct source file = path ? read_file(path, KEPT_LIMIT) : (struct source){NULL, 0};
    char *end = file.data ? memchr(file.data, '\n', file.size) : NULL;
    if (!end)
        goto cleanup;
    size_t length = (size_t)(end - file.data);
    struct source judged = {end + 1, file.size - length - 1};
    if (!source_same(judged, source))
        goto cleanup;
    line = json_loadb(file.data, length, 0, NULL);
    if (has_text(line, "identity", identity) && has_text(line, "directory", directory) &&
        is_verdict_on(json_object_get(line, "verdict"), lesson))
        verdict = json_incref(json_object_get(line, "verdict"));

cleanup:
    json_decref(line);
    source_free(&file);
    free(path);
    return verdict;
}

/* A check that met the last resort of the judge says more of the machine's load than of the code.
 */
static bool machine_had_a_part(const json_t *verdict)
{
    size_t i;
    json_t *check;
    json_array_foreach(json_object_get(verdict, "checks"), i, check)
    {
        const char *message = json_string_value(json_object_get(check, "message"));
        if (has_text(check, "status", "stuck") && message &&
            strstr(message, "nothing happens for seconds"))
            return true;
    }
    return false;
}

/* Writes the file PATH, whole. */
static int write_file(const char *path, const char *line, struct source source)
{
    struct new_file file;
    if (files_begin(&file, path) == -1)
        return -1;
    fprintf(file.out, "%s\n", line);
    fwrite(source.data, 1, source.size, file.out);
    return files_done(&file, 0);
}

/* The file PATH unless there is one: link(2) is for one alone, on this machine and on all that
   share the folder. Where there are no links, the last one has it. */
static int write_first(const char *path, const char *line, struct source source)
{
    char *own = NULL;
    if (asprintf(&own, "%s.%jd.own", path, (intmax_t)getpid()) == -1)
        return -1;
    int result = write_file(own, line, source);
    if (result == 0 && link(own, path) == -1)
        result = errno == EEXIST ? 1 : rename(own, path);
    int error = errno;
    unlink(own);
    free(own);
    errno = error;
    return result;
}

/* The text before the bytes; NULL. */
static char *first_line(const char *identity, const char *directory, const json_t *verdict)
{
    json_t *object =
        json_pack("{ss ss sO}", "identity", identity, "directory", directory, "verdict", verdict);
    char *line = object ? json_dumps(object, JSON_COMPACT) : NULL;
    json_decref(object);
    return line;
}

static int keep(const char *store, const struct lesson *lesson, struct source source,
                const char *identity, const char *directory, const json_t *verdict,
                int (*write)(const char *path, const char *line, struct source source))
{
    if (machine_had_a_part(verdict))
        return 2;
    if (files_make_folder(store) == -1)
        return -1;
    char *line = first_line(identity, directory, verdict);
    char *path = path_in(store, lesson->stem, ".kept");
    int result = line && path ? write(path, line, source) : -1;
    int error = errno;
    free(path);
    free(line);
    errno = error;
    return result;
}

int kept_keep(const char *store, const struct lesson *lesson, struct source source,
              const char *identity, const char *directory, const json_t *verdict)
{
    int result = keep(store, lesson, source, identity, directory, verdict, write_file);
    return result == 2 ? 1 : result;
}

json_t *kept_keep_first(const char *store, const struct lesson *lesson, struct source source,
                        const char *identity, const char *directory, json_t *verdict)
{
    if (keep(store, lesson, source, identity, directory, verdict, write_first) != 1)
        return verdict;
    json_t *first = kept_find(store, lesson, source, identity, directory);
    if (first == NULL) { /* what is there is damaged */
        kept_keep(store, lesson, source, identity, directory, verdict);
        return verdict;
    }
    json_decref(verdict);
    return first;
}
