/* guide.c - the prose of GUIDE.md, read out of it. */
#include "judge/guide.h"

#include "kit.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WIDTH = 64 }; /* it stands in messages, which are indented */

/* Adds the words of LINE to OUT, with a new line wherever WIDTH is reached; COLUMN goes on. */
static void flow(FILE *out, char *line, size_t *column)
{
    for (char *rest = NULL, *word = strtok_r(line, " ", &rest); word != NULL;
         word = strtok_r(NULL, " ", &rest)) {
        size_t length = strlen(word);
        bool wraps = *column > 0 && *column + 1 + length > WIDTH;
        fprintf(out, "%s%s", wraps ? "\n  " : *column > 0 ? " " : "", word);
        *column = wraps ? length : *column + (*column > 0) + length;
    }
}

static char *read_paragraph(FILE *guide, const char *section)
{
    char *line = NULL, *text = NULL;
    size_t room = 0, size = 0, column = 0;
    bool there = false;
    FILE *out = open_memstream(&text, &size);
    while (out != NULL && getline(&line, &room, guide) != -1) {
        line[strcspn(line, "\n")] = '\0';
        if (!there) {
            there = strncmp(line, "### ", 4) == 0 && strcmp(line + 4, section) == 0;
            continue;
        }
        if (*line == '#' || (*line == '\0' && ftell(out) > 0))
            break;
        if (*line != '\0')
            flow(out, line, &column);
    }
    free(line);
    if (out != NULL)
        fclose(out);
    if (size == 0) {
        free(text);
        return NULL;
    }
    return text;
}

char *guide_paragraph(const char *section)
{
    char *path = kit_path("GUIDE.md");
    FILE *guide = path == NULL ? NULL : fopen(path, "re");
    char *text = guide == NULL ? NULL : read_paragraph(guide, section);
    if (guide != NULL)
        fclose(guide);
    free(path);
    return text;
}
