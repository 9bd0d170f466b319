/* text.c - texts that a student may have had a hand in, made safe for a terminal. */
#include "report/text.h"

#include "report/json.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>

enum { WIDTH = 80 };

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

/* The characters of LENGTH bytes of safe text. */
static size_t columns(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)text[i] & 0xc0) != 0x80;
    return count;
}

/* The length of what is in quotes at the beginning of TEXT, with both of them; 0: there is no end,
   or it is wider than ROOM. */
static size_t quoted_length(const char *text, size_t room)
{
    size_t length = 1;
    while (text[length] != '\0' && text[length] != '"')
        length += text[length] == '\\' && text[length + 1] != '\0' ? 2 : 1;
    return text[length] == '"' && columns(text, length + 1) <= room ? length + 1 : 0;
}

/* A word ends at a space; those in quotes are a part of it, for they may be someone's bytes. */
static size_t word_length(const char *text, size_t room)
{
    size_t length = 0;
    while (text[length] != '\0' && text[length] != ' ') {
        size_t quoted = text[length] == '"' ? quoted_length(text + length, room) : 0;
        length += quoted > 0 ? quoted : 1;
    }
    return length;
}

/* One line of safe text, which may begin with spaces of its own. */
static void flow_line(FILE *out, const char *line, const char *indent, size_t width)
{
    size_t own = strspn(line, " "), column = strlen(indent) + own;
    fprintf(out, "%s%.*s", indent, (int)own, line);
    line += own;
    size_t room = width > column + 2 ? width - column - 2 : 0;
    for (bool first = true; *line != '\0'; first = false) {
        size_t length = word_length(line, room), size = columns(line, length);
        if (!first && column + 1 + size > width) {
            column = strlen(indent) + own + 2;
            fprintf(out, "\n%*s", (int)column, "");
        } else if (!first) {
            fputc(' ', out);
            column++;
        }
        fwrite(line, 1, length, out);
        column += size;
        line += length + (line[length] == ' ');
    }
    fputc('\n', out);
}

void text_flow(FILE *out, const char *text, const char *indent, size_t width)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n"), size = 0;
        char *safe = NULL;
        FILE *line = open_memstream(&safe, &size);
        if (line != NULL) {
            text_safe(line, text, length);
            fclose(line);
        }
        if (safe != NULL && *safe != '\0')
            flow_line(out, safe, indent, width);
        else
            fputc('\n', out);
        free(safe);
        text += length + (text[length] == '\n');
    }
}

void text_beside(FILE *out, const char *text, const char *indent)
{
    char *lines = NULL;
    size_t size = 0;
    FILE *line = open_memstream(&lines, &size);
    if (line != NULL) {
        text_flow(line, *text == '\0' ? " " : text, indent, text_width(out));
        fclose(line);
    }
    if (lines != NULL)
        fputs(lines + strlen(indent), out);
    free(lines);
}

static bool is_sentence(const char *line)
{
    return strstr(line, " error: ") != NULL || strstr(line, " warning: ") != NULL ||
           strstr(line, " note: ") != NULL;
}

void text_compiler(FILE *out, const char *text, const char *indent)
{
    bool alone = strchr(text, '\n') == NULL; /* it is the kit's own */
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        char *line = strndup(text, length);
        if (line != NULL && (alone || is_sentence(line)))
            text_flow(out, line, indent, text_width(out));
        else if (line != NULL)
            text_lines(out, length == 0 ? "\n" : line, indent);
        free(line);
        text += length + (text[length] == '\n');
    }
}

size_t text_width(FILE *out)
{
    const char *columns = getenv("COLUMNS");
    struct winsize size;
    long width = columns != NULL ? strtol(columns, NULL, 10) : 0;
    if (width > 0)
        return (size_t)width;
    bool known = ioctl(fileno(out), TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return known && size.ws_col < WIDTH ? size.ws_col : WIDTH;
}
