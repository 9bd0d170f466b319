/* operators.h - what is done to each kind of statement, expression and token. */
#ifndef MUTANTS_OPERATORS_H
#define MUTANTS_OPERATORS_H

#include "text.h"

#include <clang-c/Index.h>

enum { MOST_CHILDREN = 128 };

struct children {
    CXCursor at[MOST_CHILDREN];
    unsigned count;
};

struct children operators_children(CXCursor cursor);

void operators_statement(CXCursor statement);
void operators_condition(CXCursor condition);
void operators_loop(CXCursor loop);
void operators_jump(CXCursor jump);
void operators_return(CXCursor statement, CXType type);
void operators_initialiser(CXCursor value);
void operators_binary(CXCursor expression);
void operators_unary(CXCursor expression);
void operators_sizeof(CXCursor expression);
void operators_call(CXCursor call);
/* Whether it is the name of a constant or a function that others take the place of. */
bool operators_know_name(struct span piece);
void operators_token(CXTranslationUnit unit, CXToken token);

#endif
