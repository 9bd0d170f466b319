/* text.h - the text of one C file, and mutants of it: pieces that other text takes the place of. */
#ifndef MUTANTS_TEXT_H
#define MUTANTS_TEXT_H

#include <clang-c/Index.h>
#include <stdbool.h>

/* Bytes BEGIN up to, not including, END of the file. */
struct span {
    unsigned begin;
    unsigned end;
};

/* Returns 0, or -1 with errno if the file cannot be read. */
int text_read(const char *path);
void text_free(void);

/* Where the file itself has the range or the cursor: for a macro, its name. */
struct span text_span(CXSourceRange range);
struct span text_span_of(CXCursor cursor);

/* Whether the piece is WORDS. */
bool text_is(struct span piece, const char *words);

/* Whether it is one of LIST, which ends with NULL. */
bool text_is_one_of(struct span piece, const char *const *list);

/* The piece without the white space at its ends. */
struct span text_trimmed(struct span piece);

const char *text_at(struct span piece);

/* The function that the mutants to come are in. */
void text_enter(CXCursor function);

/*
 * Prints a mutant: begin, end, function, what was done and the new text, with tabs between them. In
 * FORMAT, @ stands for the old text and # for that of OTHER. A mutant that changes nothing is none.
 */
void text_mutant(struct span piece, const char *what, const char *format, struct span other);

#endif
