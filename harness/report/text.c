/* text.c - texts that a student may have had a hand in, made safe for a terminal. */
#include "report/text.h"

#include "report/json.h"

#include <stdbool.h>
#include <string.h>

/* What would steer the terminal, or turn the direction of what follows. */
static bool is_control(unsigned c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0x200e || c == 0x200f || c == 0x2028 || c == 0x2029;
}

void text_safe(FILE *out, const char *text, size_t size)
{
    for (size_t at = 0; at < size;) {
        unsigned c = 0;
        size_t length = json_utf8(text + at, size - at, &c);
        if (length == 0)
            fprintf(out, "\\x%02x", (unsigned)(unsigned char)text[at]);
        else if (c == '\t')
            fputs("    ", out);
        else if (is_control(c))
            fprintf(out, c < 0x100 ? "\\x%02x" : "\\u%04x", c);
        else
            fwrite(text + at, 1, length, out);
        at += length > 0 ? length : 1;
    }
}

void text_lines(FILE *out, const char *text, const char *indent)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        if (length > 0)
            fputs(indent, out);
        text_safe(out, text, length);
        fputc('\n', out);
        text += length + (text[length] == '\n');
    }
}
