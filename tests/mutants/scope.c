/* scope.c - the variables that can be named at one place of a function. */
#include "scope.h"

#include "text.h"

#include <string.h>

enum { MOST = 64 };
static CXCursor variables[MOST];
static unsigned count;

unsigned scope_enter(void) { return count; }

void scope_leave(unsigned mark) { count = mark; }

void scope_declare(CXCursor variable)
{
    if (count < MOST)
        variables[count++] = variable;
}

/* The same type, whether constant or not. */
static bool alike(CXCursor one, CXCursor other)
{
    CXString names[] = {
        clang_getTypeSpelling(clang_getCanonicalType(clang_getCursorType(one))),
        clang_getTypeSpelling(clang_getCanonicalType(clang_getCursorType(other))),
    };
    const char *words[2];
    for (int i = 0; i < 2; i++) {
        words[i] = clang_getCString(names[i]);
        if (strncmp(words[i], "const ", 6) == 0 && strchr(words[i], '*') == NULL)
            words[i] += 6;
    }
    bool same = strcmp(words[0], words[1]) == 0;
    clang_disposeString(names[0]);
    clang_disposeString(names[1]);
    return same;
}

void scope_exchange(CXCursor use)
{
    CXCursor variable = clang_getCursorReferenced(use);
    CXString name = clang_getCursorSpelling(variable);
    struct span piece = text_span_of(use);
    bool is_named = text_is(piece, clang_getCString(name)); /* not by a macro */
    clang_disposeString(name);
    for (unsigned i = 0; is_named && i < count; i++) {
        if (clang_equalCursors(variables[i], variable) || !alike(variables[i], variable))
            continue;
        name = clang_getCursorSpelling(variables[i]);
        text_mutant(piece, "another variable", clang_getCString(name), piece);
        clang_disposeString(name);
    }
}
