/* text.h - texts that a student may have had a hand in, made safe for a terminal. */
#ifndef REPORT_TEXT_H
#define REPORT_TEXT_H

#include <stdio.h>

/* Writes SIZE bytes: control characters, those that turn the direction of writing, and bytes that
 * are no UTF-8 become visible (\x1b, \u202e), a tab four spaces. */
void text_safe(FILE *out, const char *text, size_t size);

/* Writes each line of TEXT so, after INDENT, with a newline at the end. */
void text_lines(FILE *out, const char *text, const char *indent);

#endif
