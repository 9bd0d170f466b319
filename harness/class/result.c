/* result.c - one student's result, as it lies in results/ID.json. */
#include "class/result.h"

#include "kit.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST = 150 };

static int stays(const char *id, const char *at)
{
    unsigned char c = (unsigned char)*at;
    return c < 128 &&
           (isalnum(c) || strchr("_@+", c) != NULL || (at > id && (c == '.' || c == '-')));
}

char *result_file_name(const char *id)
{
    char *text = NULL;
    size_t size = 0, length = strlen(id);
    FILE *out = open_memstream(&text, &size);
    if (out == NULL)
        return NULL;
    if (length == 0)
        fputc('%', out);
    for (const char *at = id; *at != '\0' && ftell(out) < LONGEST; at++)
        if (stays(id, at))
            fputc(*at, out);
        else
            fprintf(out, "%%%02X", (unsigned char)*at);
    char *name = ftell(out) < LONGEST ? strdup("") : kit_name_of_bytes(id, length);
    fprintf(out, "%s%s.json", name != NULL && *name != '\0' ? "~" : "", name == NULL ? "" : name);
    free(name);
    if (fclose(out) == 0)
        return text;
    free(text);
    return NULL;
}

json_t *class_result(const struct class_results *results, size_t index, char **why)
{
    json_error_t error;
    char *path = kit_text("%s/results/%s", results->folder, results->files[index]);
    json_t *result = path == NULL ? NULL : json_load_file(path, 0, &error);
    if (result == NULL || !json_is_string(json_object_get(result, "student")) ||
        !json_is_array(json_object_get(result, "lessons"))) {
        *why = kit_text("%s is no result: remove it, and grade again with --resume",
                        path == NULL ? "results" : path);
        json_decref(result);
        result = NULL;
    }
    free(path);
    return result;
}
