/* guide.c - the prose of GUIDE.md, read out of it. */
#include "judge/guide.h"

#include "kit.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Adds LINE after a space or, where a paragraph begins, as it is; without the marks of code, which
   read badly aloud. "To do: " begins a line of a message like "seen: ", small. */
static void add(FILE *out, const char *line, bool begins)
{
    if (begins && strncmp(line, "To do: ", 7) == 0)
        fputc('t', out), line++;
    else if (!begins)
        fputc(' ', out);
    for (; *line != '\0'; line++)
        if (*line != '`')
            fputc(*line, out);
}

static char *read_section(FILE *guide, const char *section)
{
    char *line = NULL, *text = NULL;
    size_t room = 0, size = 0;
    bool there = false, begins = true;
    FILE *out = open_memstream(&text, &size);
    while (out != NULL && getline(&line, &room, guide) != -1) {
        line[strcspn(line, "\n")] = '\0';
        if (there && *line == '#')
            break;
        if (there && *line != '\0') {
            if (begins && ftell(out) > 0)
                fputc('\n', out);
            add(out, line, begins);
        }
        begins = !there || *line == '\0';
        there = there || (strncmp(line, "### ", 4) == 0 && strcmp(line + 4, section) == 0);
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

char *guide_section(const char *section)
{
    char *path = kit_path("GUIDE.md");
    FILE *guide = path == NULL ? NULL : fopen(path, "re");
    char *text = guide == NULL ? NULL : read_section(guide, section);
    if (guide != NULL)
        fclose(guide);
    free(path);
    return text;
}
