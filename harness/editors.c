/* editors.c - what editors and clangd need to know of the lessons. */
#include "editors.h"

#include "lessons.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The flags that matter to who reads the code; the judge adds the sanitizers. */
static json_t *entry(const char *folder, const char *file)
{
    return json_pack("{s:s, s:s, s:[s, s, s, s, s, s, s]}", "directory", folder, "file", file,
                     "arguments", KIT_CC, "-std=gnu11", "-Wall", "-Wextra", "-pthread", "-c", file);
}

static json_t *database(const char *folder)
{
    static const char *const given[] = {"client", "server"};
    json_t *entries = json_array();
    char file[128];
    for (int i = 0; i < LESSON_COUNT; i++) {
        snprintf(file, sizeof file, "lessons/%s.c", lessons[i].stem);
        json_array_append_new(entries, entry(folder, file));
    }
    for (size_t i = 0; i < sizeof given / sizeof *given; i++) {
        snprintf(file, sizeof file, "lessons/%s.c", given[i]);
        json_array_append_new(entries, entry(folder, file));
    }
    return entries;
}

int editors_write_database(const char *file, const char *folder)
{
    char *temporary = NULL;
    if (asprintf(&temporary, "%s.new", file) == -1)
        return -1;
    json_t *entries = database(folder);
    FILE *out = fopen(temporary, "we");
    int result = out && json_dumpf(entries, out, JSON_INDENT(2)) == 0 ? 0 : -1;
    if (out && fclose(out) == EOF)
        result = -1;
    if (result == 0)
        result = rename(temporary, file);
    int error = errno;
    if (result == -1 && out)
        unlink(temporary);
    free(temporary);
    json_decref(entries);
    errno = error;
    return result;
}
