/* guide.c - the prose of GUIDE.md, read out of it. */
#include "judge/guide.h"

#include "kit.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *read_paragraph(FILE *guide, const char *section)
{
    char *line = NULL, *text = NULL;
    size_t room = 0, size = 0;
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
            fprintf(out, "%s%s", ftell(out) > 0 ? "\n  " : "", line);
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
