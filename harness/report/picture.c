/* picture.c - a timeline as a sequence diagram in SVG: the step at the left, the other side at the
 * right, time runs down. */
#include "report/page.h"

#include "report/member.h"
#include "report/text.h"
#include "report/timeline.h"

#include <stdlib.h>
#include <string.h>

/* In units of the picture; a column of text is 8 wide. */
enum {
    WIDTH = 960,
    LEFT_LIFE = 420,
    RIGHT_LIFE = 540,
    MARGIN = 12,
    COLUMNS = 48,
    LINE = 17,
    GAP = 9,
    TOP = 34,
    SHOWN_BYTES = 64
};

/* --- texts ------------------------------------------------------------------------------------ */

static int count_lines(const char *text)
{
    int count = 0;
    for (; text && *text; text++)
        count += *text == '\n';
    return count;
}

static void put_lines(FILE *out, const char *text, int x, int y)
{
    for (; text && *text; y += LINE) {
        size_t length = strcspn(text, "\n");
        char *line = strndup(text, length);
        fprintf(out, "<text class=\"tl-text\" x=\"%d\" y=\"%d\">", x, y);
        page_text(out, line ? line : "");
        fputs("</text>\n", out);
        free(line);
        text += length + (text[length] == '\n');
    }
}

/* --- rows ------------------------------------------------------------------------------------- */

static void put_arrow(FILE *out, const struct row *row, int y)
{
    bool right = row->arrow == ARROW_TO_PEER;
    int from = right ? LEFT_LIFE : RIGHT_LIFE, to = right ? RIGHT_LIFE : LEFT_LIFE;
    int back = right ? -9 : 9;
    if (row->arrow == ARROW_NONE)
        return;
    fprintf(out, "<line class=\"tl-arrow\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n", from, y,
            to, y);
    fprintf(out, "<path class=\"tl-tip\" d=\"M%d %dl%d -4v8z\"/>\n", to, y, back);
}

static void put_departure(FILE *out, const json_t *timeline, int y, int lines)
{
    char *words = NULL, *flowed = NULL;
    size_t size = 0;
    FILE *text = open_memstream(&flowed, &size);
    if (text && asprintf(&words, "Here it departs.\nexpected: %s\nseen: %s",
                         member_text(timeline, "expected"), member_text(timeline, "seen")) != -1) {
        text_flow(text, words, "", 2 * COLUMNS + 14);
        free(words);
    }
    if (text)
        fclose(text);
    put_lines(out, flowed, MARGIN, y + lines * LINE);
    free(flowed);
}

/* How many lines put_departure() takes. */
static int departure_lines(const json_t *timeline)
{
    char *nothing = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&nothing, &size);
    int count = 0;
    if (!out)
        return 0;
    put_departure(out, timeline, 0, 0);
    fclose(out);
    for (const char *at = nothing; at && (at = strstr(at, "<text")); at++)
        count++;
    free(nothing);
    return count;
}

/* Draws the row at Y and returns where the next one begins. */
static int put_row(FILE *out, const json_t *timeline, const struct row *row, int y)
{
    char *left = row_side(row, true, COLUMNS), *right = row_side(row, false, COLUMNS);
    int lines = count_lines(left) > count_lines(right) ? count_lines(left) : count_lines(right);
    int more = row->departs ? departure_lines(timeline) : 0;
    if (row->departs)
        fprintf(out,
                "<rect class=\"tl-mark\" x=\"4\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"3\"/>\n",
                y - LINE + 2, WIDTH - 8, (lines + more) * LINE + 4);
    put_lines(out, left, MARGIN, y);
    put_lines(out, right, RIGHT_LIFE + MARGIN, y);
    put_arrow(out, row, y - 4);
    if (row->departs)
        put_departure(out, timeline, y, lines);
    free(left);
    free(right);
    return y + (lines + more) * LINE + GAP;
}

static int put_rows(FILE *out, const json_t *timeline)
{
    size_t i;
    json_t *moment;
    int y = TOP + LINE + GAP;
    json_array_foreach(json_object_get(timeline, "moments"), i, moment)
    {
        struct row row = row_of(moment, SHOWN_BYTES);
        if (timeline_left_out(timeline, i) > 0) {
            fprintf(out,
                    "<text class=\"tl-text tl-soft\" x=\"%d\" y=\"%d\">%ld moments are left out "
                    "here</text>\n",
                    MARGIN, y, timeline_left_out(timeline, i));
            y += LINE + GAP;
        }
        y = put_row(out, timeline, &row, y);
        row_free(&row);
    }
    return y;
}

static void put_frame(FILE *out, int height)
{
    fprintf(out,
            "<svg class=\"tl-picture\" viewBox=\"0 0 %d %d\" role=\"img\" "
            "aria-label=\"What both sides did, in their order: your code at the left, the other "
            "side at the right\">\n",
            WIDTH, height);
    fprintf(out,
            "<text class=\"tl-head\" x=\"%d\" y=\"20\">your code</text>\n"
            "<text class=\"tl-head\" x=\"%d\" y=\"20\">the other side</text>\n",
            MARGIN, RIGHT_LIFE + MARGIN);
    for (int life = 0; life < 2; life++)
        fprintf(out, "<line class=\"tl-life\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n",
                life ? RIGHT_LIFE : LEFT_LIFE, TOP - 8, life ? RIGHT_LIFE : LEFT_LIFE, height);
}

void page_picture(FILE *out, const json_t *timeline)
{
    char *rows = NULL;
    size_t size = 0;
    FILE *inside = open_memstream(&rows, &size);
    if (!inside)
        return;
    int height = put_rows(inside, timeline);
    fclose(inside);
    put_frame(out, height);
    fputs(rows ? rows : "", out);
    fputs("</svg>\n", out);
    free(rows);
}
