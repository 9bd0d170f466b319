/* row.c - one moment of a timeline, as all its pictures show it. */
#include "report/timeline.h"

#include "kit.h"
#include "report/member.h"
#include "report/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { BYTES_A_LINE = 8 };

/* As many bytes of HEX as there are, no more than MOST. */
static size_t decode(const char *hex, unsigned char *data, size_t most)
{
    size_t count = 0;
    unsigned byte = 0;
    while (count < most && sscanf(hex + 2 * count, "%2x", &byte) == 1)
        data[count++] = (unsigned char)byte;
    return count;
}

static char *words_of(const json_t *moment)
{
    int line = member_number(moment, NULL, "line");
    const char *what = member_text(moment, "text");
    if (line > 0)
        return kit_text("line %d: %s", line, what);
    return kit_text("%s", what);
}

static void add_bytes(struct row *row, const json_t *moment, size_t most)
{
    json_int_t size = json_integer_value(json_object_get(moment, "size"));
    bool arrives = row->step && member_is(moment, "to", "peer");
    char *count = kit_text("%s %lld byte%s", arrives ? "gets" : "sends", (long long)size,
                           size == 1 ? "" : "s");
    row->bytes_left = row->step && !arrives;
    row->data = malloc(most);
    row->shown = row->data ? decode(member_text(moment, "hex"), row->data, most) : 0;
    row->hidden = (size_t)size - row->shown;
    free(row->step ? row->bytes : row->words);
    if (row->step)
        row->bytes = arrives ? kit_text("%s", count) : kit_text("%s", "");
    else
        row->words = kit_text("%s", count);
    if (arrives)
        row->arrow = ARROW_TO_PEER;
    free(count);
}

struct row row_of(const json_t *moment, size_t most)
{
    static const char *const from_peer[] = {"sends", "ends", "resets", "connects"};
    struct row row = {.step = member_is(moment, "side", "step"),
                      .call =
                          member_is(moment, "kind", "call") || member_is(moment, "kind", "waits"),
                      .departs = json_is_true(json_object_get(moment, "departs")),
                      .words = words_of(moment),
                      .bytes = kit_text("%s", "")};
    for (size_t i = 0; !row.step && i < sizeof from_peer / sizeof *from_peer; i++)
        if (member_is(moment, "kind", from_peer[i]))
            row.arrow = ARROW_TO_STEP;
    if (json_object_get(moment, "size"))
        add_bytes(&row, moment, most);
    return row;
}

/* The bytes as they would be read out: text in quotes where all of it is text, else numbers. */
static void tell_bytes(FILE *out, const struct row *row)
{
    bool printable = true;
    for (size_t i = 0; i < row->shown; i++)
        printable = printable && isprint(row->data[i]) && row->data[i] != '"';
    if (row->shown > 0)
        fputs(printable ? ": \"" : ": in hexadecimal", out);
    for (size_t i = 0; i < row->shown; i++)
        fprintf(out, printable ? "%c" : " %02x", row->data[i]);
    fputs(row->shown > 0 && printable ? "\"" : "", out);
    if (row->hidden > 0)
        fprintf(out, row->shown > 0 ? " and %zu more" : ": %zu bytes, which ones is not known",
                row->hidden);
}

char *row_sentence(const struct row *row, const json_t *moment, const char *file)
{
    char *sentence = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&sentence, &size);
    if (!out)
        return NULL;
    int line = member_number(moment, NULL, "line");
    if (row->step && line > 0)
        fprintf(out, "Your code, %s:%d: %s", file, line, member_text(moment, "text"));
    else
        fprintf(out, "%s: %s", row->step ? "Your code" : "The other side", row->words);
    if (*row->bytes)
        fprintf(out, "; the other side %s", row->bytes);
    tell_bytes(out, row);
    fputc('.', out);
    fclose(out);
    return sentence;
}

void row_dump(FILE *out, const struct row *row)
{
    for (size_t at = 0; at < row->shown; at += BYTES_A_LINE) {
        for (size_t i = at; i < at + BYTES_A_LINE; i++)
            if (i < row->shown)
                fprintf(out, "%02x ", row->data[i]);
            else
                fputs("   ", out);
        fputc(' ', out);
        for (size_t i = at; i < at + BYTES_A_LINE && i < row->shown; i++)
            fputc(isprint(row->data[i]) ? row->data[i] : '.', out);
        fputc('\n', out);
    }
    if (row->hidden > 0)
        fprintf(out, row->shown > 0 ? "and %zu more\n" : "(%zu bytes, which ones is not known)\n",
                row->hidden);
}

char *row_side(const struct row *row, bool left, size_t width)
{
    char *lines = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&lines, &size);
    if (!out)
        return NULL;
    if (row->step == left)
        text_flow(out, row->words, row->call ? "  " : "", width);
    if (row->bytes_left == left && *row->bytes)
        text_flow(out, row->bytes, "", width);
    if (row->bytes_left == left)
        row_dump(out, row);
    fclose(out);
    return lines;
}

void row_free(struct row *row)
{
    free(row->words);
    free(row->bytes);
    free(row->data);
    *row = (struct row){.words = NULL};
}

long timeline_left_out(const json_t *timeline, size_t at)
{
    const json_t *where = json_object_get(timeline, "left_out_at");
    if (!where || json_integer_value(where) != (json_int_t)at)
        return 0;
    return (long)json_integer_value(json_object_get(timeline, "left_out"));
}
