/* text.c - the text of one C file, and mutants of it. */
#include "text.h"

#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *text;
static CXString function;

int text_read(const char *path)
{
    FILE *file = fopen(path, "r");
    size_t room = 0;
    if (file == NULL)
        return -1;
    ssize_t length = getdelim(&text, &room, '\0', file); /* a C file has no NUL */
    int error = errno;
    fclose(file);
    errno = error;
    return length == -1 ? -1 : 0;
}

void text_free(void)
{
    clang_disposeString(function);
    free(text);
    text = NULL;
}

struct span text_span(CXSourceRange range)
{
    struct span span;
    clang_getFileLocation(clang_getRangeStart(range), NULL, NULL, NULL, &span.begin);
    clang_getFileLocation(clang_getRangeEnd(range), NULL, NULL, NULL, &span.end);
    return span;
}

struct span text_span_of(CXCursor cursor) { return text_span(clang_getCursorExtent(cursor)); }

const char *text_at(struct span piece) { return text + piece.begin; }

bool text_is(struct span piece, const char *words)
{
    size_t length = strlen(words);
    return piece.end - piece.begin == length && memcmp(text_at(piece), words, length) == 0;
}

bool text_is_one_of(struct span piece, const char *const *list)
{
    for (; *list != NULL; list++)
        if (text_is(piece, *list))
            return true;
    return false;
}

struct span text_trimmed(struct span piece)
{
    while (piece.begin < piece.end && isspace((unsigned char)text[piece.begin]))
        piece.begin++;
    while (piece.begin < piece.end && isspace((unsigned char)text[piece.end - 1]))
        piece.end--;
    return piece;
}

void text_enter(CXCursor cursor)
{
    clang_disposeString(function);
    function = clang_getCursorSpelling(cursor);
}

/* On one line, whatever it was in the file. */
static void print_piece(struct span piece)
{
    for (unsigned i = piece.begin; i < piece.end; i++) {
        if (!isspace((unsigned char)text[i]))
            putchar(text[i]);
        else if (i + 1 == piece.end || !isspace((unsigned char)text[i + 1]))
            putchar(' ');
    }
}

void text_mutant(struct span piece, const char *what, const char *format, struct span other)
{
    if (text_is(piece, format))
        return;
    printf("%u\t%u\t%s\t%s\t", piece.begin, piece.end, clang_getCString(function), what);
    for (; *format != '\0'; format++) {
        if (*format == '@')
            print_piece(piece);
        else if (*format == '#')
            print_piece(other);
        else
            putchar(*format);
    }
    putchar('\n');
}
