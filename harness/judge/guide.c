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

/* What reads on from line to line of the prose. */
struct prose {
    FILE *out;
    bool begins, code; /* a paragraph; between two ``` */
};

/* Lines of code stay as they are; those of a paragraph become one. */
static void add_line(struct prose *prose, const char *line)
{
    bool fence = strncmp(line, "```", 3) == 0;
    if (fence) {
        prose->code = !prose->code;
    } else if (prose->code) {
        fprintf(prose->out, "%s    %s", ftell(prose->out) > 0 ? "\n" : "", line);
    } else if (*line != '\0') {
        if (prose->begins && ftell(prose->out) > 0)
            fputc('\n', prose->out);
        add(prose->out, line, prose->begins);
    }
    prose->begins = fence || *line == '\0';
}

/* The text between the first line that BEGINS and the one that ENDS it. */
struct place {
    bool (*begins)(struct place *place, const char *line);
    bool (*ends)(const char *line);
    const char *section;
    int chapter, rung, here, count; /* of a hint: which, and where the reader is */
    char *title;
};

static char *read_text(FILE *guide, struct place *place)
{
    char *line = NULL, *text = NULL;
    size_t room = 0, size = 0;
    bool there = false;
    struct prose prose = {.out = open_memstream(&text, &size), .begins = true};
    while (prose.out != NULL && getline(&line, &room, guide) != -1) {
        line[strcspn(line, "\n")] = '\0';
        if (there && place->ends(line))
            break;
        if (there)
            add_line(&prose, line);
        there = there || place->begins(place, line);
    }
    free(line);
    if (prose.out != NULL)
        fclose(prose.out);
    if (size == 0) {
        free(text);
        return NULL;
    }
    return text;
}

static char *read_guide(struct place *place)
{
    char *path = kit_path("GUIDE.md");
    FILE *guide = path == NULL ? NULL : fopen(path, "re");
    char *text = guide == NULL ? NULL : read_text(guide, place);
    if (guide != NULL)
        fclose(guide);
    free(path);
    return text;
}

/* --- a section -------------------------------------------------------------------------------- */

static bool is_heading_of(struct place *place, const char *line)
{
    return strncmp(line, "### ", 4) == 0 && strcmp(line + 4, place->section) == 0;
}

static bool is_heading(const char *line) { return *line == '#'; }

char *guide_section(const char *section)
{
    return read_guide(
        &(struct place){.begins = is_heading_of, .ends = is_heading, .section = section});
}

/* --- a hint ----------------------------------------------------------------------------------- */

/* "<details><summary>Hint 2: the idea</summary>" */
static bool is_hint(struct place *place, const char *line)
{
    static const char mark[] = "<summary>Hint ";
    const char *summary = strstr(line, mark);
    if (strncmp(line, "## ", 3) == 0)
        place->here = atoi(line + 3);
    if (place->here != place->chapter || summary == NULL || ++place->count != place->rung)
        return false;
    summary += strlen("<summary>");
    place->title = strndup(summary, strcspn(summary, "<"));
    return true;
}

static bool is_end_of_hint(const char *line) { return strncmp(line, "</details>", 10) == 0; }

char *guide_hint(int chapter, int rung, char **title)
{
    struct place place = {
        .begins = is_hint, .ends = is_end_of_hint, .chapter = chapter, .rung = rung};
    char *text = read_guide(&place);
    *title = place.title;
    return text;
}
