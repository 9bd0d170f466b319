/* text.h - texts that a student may have had a hand in, made safe for a terminal. */
#ifndef REPORT_TEXT_H
#define REPORT_TEXT_H

#include <stdio.h>

/* Writes SIZE bytes: control characters, those that turn the direction of writing, and bytes that
 * are no UTF-8 become visible (\x1b, \u202e), a tab four spaces. */
void text_safe(FILE *out, const char *text, size_t size);

/* Writes each line of TEXT so, after INDENT, with a newline at the end. */
void text_lines(FILE *out, const char *text, const char *indent);

/* The same with new lines at spaces, so that none is longer than WIDTH columns unless a word is;
 * in quotes only where they do not fit into a line. What goes on from a line above stands two
 * columns further in than that. */
void text_flow(FILE *out, const char *text, const char *indent, size_t width);

/* The same with TEXT beside what stands there already, which is as wide as INDENT. */
void text_beside(FILE *out, const char *text, const char *indent);

/* The words of a compiler, whose lines show what is below what: only sentences are broken. */
void text_compiler(FILE *out, const char *text, const char *indent);

/* How wide lines of text are: as COLUMNS says; as the terminal is, but no more than reads well. */
size_t text_width(FILE *out);

#endif
