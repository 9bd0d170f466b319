/* json.c - verdicts as the JSON document that scripts read, and texts that fit into it. */
#include "report/json.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static bool continues(const char *bytes, size_t n, size_t at)
{
    return at < n && ((unsigned char)bytes[at] & 0xc0) == 0x80;
}

size_t json_utf8(const char *bytes, size_t n, unsigned *character)
{
    static const unsigned first_of[] = {0, 0, 0x80, 0x800,
                                        0x10000}; /* by length: less is overlong */
    if (n == 0)
        return 0;
    unsigned lead = (unsigned char)bytes[0];
    *character = lead;
    if (lead < 0x80)
        return 1;
    size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4)
        return 0;
    unsigned value = lead & (0xffu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if (!continues(bytes, n, i))
            return 0;
        value = value << 6 | ((unsigned char)bytes[i] & 0x3f);
    }
    if (value < first_of[length] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return 0;
    *character = value;
    return length;
}

json_t *json_text(const char *bytes, size_t n, size_t limit)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (!out)
        return NULL;
    size_t written = 0;
    size_t at = 0;
    while (at < n) {
        unsigned character = 0;
        size_t length = json_utf8(bytes + at, n - at, &character);
        const char *piece = length == 0 ? "\uFFFD" : character == 0 ? "\u2400" : bytes + at;
        size_t piece_size = length == 0 || character == 0 ? 3 : length;
        if (written + piece_size > limit)
            break;
        fwrite(piece, 1, piece_size, out);
        written += piece_size;
        at += length > 0 ? length : 1;
    }
    if (at < n)
        fprintf(out, "\n[%zu more bytes are not shown]", n - at);
    json_t *string = fclose(out) == 0 ? json_stringn(text, size) : NULL;
    free(text);
    return string;
}

/* Timelines are for the pictures that the kit makes of them: no part of the document. */
static void drop_timelines(json_t *verdicts)
{
    size_t i, n;
    json_t *verdict, *check;
    json_array_foreach(verdicts, i, verdict)
    {
        json_array_foreach(json_object_get(verdict, "checks"), n, check)
        {
            json_object_del(check, "timeline");
        }
    }
}

int json_report(FILE *out, json_t *verdicts)
{
    drop_timelines(verdicts);
    json_t *document = json_pack("{sO}", "lessons", verdicts);
    int result = document ? json_dumpf(document, out, JSON_INDENT(2)) : -1;
    json_decref(document);
    if (result == 0 && (fputc('\n', out) == EOF || fflush(out) == EOF))
        result = -1;
    return result;
}
