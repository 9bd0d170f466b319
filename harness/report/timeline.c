/* timeline.c - the timeline of a check on a terminal: side by side, or in sentences. */
#include "report/timeline.h"

#include "report/member.h"
#include "report/text.h"

#include <stdlib.h>
#include <string.h>

enum { GUTTER = 5, SHOWN_BYTES = 64 };

/* --- side by side ----------------------------------------------------------------------------- */

/* The next line of *TEXT, padded to WIDTH; *TEXT goes on behind it. */
static void put_padded(FILE *out, const char **text, size_t width)
{
    size_t length = strcspn(*text, "\n"), columns = 0;
    for (size_t i = 0; i < length; i++)
        columns += ((unsigned char)(*text)[i] & 0xc0) != 0x80;
    fprintf(out, "%.*s%*s", (int)length, *text, columns < width ? (int)(width - columns) : 0, "");
    *text += length + ((*text)[length] == '\n');
}

static void put_row(FILE *out, const struct row *row, size_t width)
{
    static const char *const arrows[] = {
        [ARROW_NONE] = "", [ARROW_TO_PEER] = "---->", [ARROW_TO_STEP] = "<----"};
    char *cells[2] = {row_side(row, true, width), row_side(row, false, width)};
    const char *left = cells[0] ? cells[0] : "", *right = cells[1] ? cells[1] : "";
    for (bool first = true; first || *left || *right; first = false) {
        const char *arrow = first ? arrows[row->arrow] : "";
        bool more = *right || *arrow;
        fputs(row->departs && first ? "* " : "  ", out);
        put_padded(out, &left, more ? width : 0);
        size_t length = strcspn(right, "\n");
        if (more)
            fprintf(out, " %-*s %.*s", GUTTER, arrow, (int)length, right);
        fputc('\n', out);
        right += length + (right[length] == '\n');
    }
    free(cells[0]);
    free(cells[1]);
}

/* The line of moment AT or, if that is no call, of the last call before it; 0: none is known. */
static int line_before(const json_t *timeline, size_t at)
{
    const json_t *moments = json_object_get(timeline, "moments");
    for (size_t i = at + 1; i-- > 0;)
        if (member_number(json_array_get(moments, i), NULL, "line") > 0)
            return member_number(json_array_get(moments, i), NULL, "line");
    return 0;
}

static void put_departure(FILE *out, const json_t *timeline, const char *file, size_t at)
{
    int line = line_before(timeline, at);
    fputs("* here it departs", out);
    if (line > 0)
        fprintf(out, ", at or after %s:%d", file, line);
    fputc('\n', out);
    fputs("    expected: ", out);
    text_beside(out, member_text(timeline, "expected"), "              ");
    fputs("    seen:     ", out);
    text_beside(out, member_text(timeline, "seen"), "              ");
}

static void put_scenes_before(FILE *out, const json_t *timeline)
{
    int before = member_number(timeline, NULL, "scenes_before");
    if (before > 0)
        fprintf(out, "(Not shown: %d earlier part%s of this check, in which all was well.)\n\n",
                before, before == 1 ? "" : "s");
}

void timeline_two_sided(FILE *out, const json_t *timeline, const char *file, bool colour,
                        size_t width)
{
    size_t i, half = (width - GUTTER - 4) / 2;
    json_t *moment;
    put_scenes_before(out, timeline);
    fprintf(out, "  %-*s %*s %s\n\n", (int)half, "your code", GUTTER, "", "the other side");
    json_array_foreach(json_object_get(timeline, "moments"), i, moment)
    {
        struct row row = row_of(moment, SHOWN_BYTES);
        if (timeline_left_out(timeline, i) > 0)
            fprintf(out, "  (%ld moments are left out here)\n", timeline_left_out(timeline, i));
        if (row.departs && colour)
            fputs("\033[1m", out);
        put_row(out, &row, half);
        if (row.departs)
            put_departure(out, timeline, file, i);
        if (row.departs && colour)
            fputs("\033[0m", out);
        row_free(&row);
    }
}

/* --- in sentences ----------------------------------------------------------------------------- */

static void put_told_departure(FILE *out, const json_t *timeline, size_t width)
{
    char *words = NULL;
    if (asprintf(&words, "Here it departs. Expected: %s. Seen: %s.",
                 member_text(timeline, "expected"), member_text(timeline, "seen")) == -1)
        return;
    text_flow(out, words, "   ", width);
    free(words);
}

void timeline_told(FILE *out, const json_t *timeline, const char *file, size_t width)
{
    size_t i;
    json_t *moment;
    put_scenes_before(out, timeline);
    json_array_foreach(json_object_get(timeline, "moments"), i, moment)
    {
        struct row row = row_of(moment, SENTENCE_BYTES);
        char *sentence = row_sentence(&row, moment, file);
        if (timeline_left_out(timeline, i) > 0)
            fprintf(out, "%ld moments are left out here.\n", timeline_left_out(timeline, i));
        fprintf(out, "%zu. ", i + 1);
        text_beside(out, sentence ? sentence : "", "   ");
        if (row.departs)
            put_told_departure(out, timeline, width);
        free(sentence);
        row_free(&row);
    }
}
