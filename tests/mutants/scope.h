/* scope.h - the variables that can be named at one place of a function. */
#ifndef MUTANTS_SCOPE_H
#define MUTANTS_SCOPE_H

#include <clang-c/Index.h>

/* Variables declared after scope_enter() are gone after the scope_leave() that goes with it. */
unsigned scope_enter(void);
void scope_leave(unsigned mark);
void scope_declare(CXCursor variable);

/* Mutants of the use of a variable: each other one of its type takes its place. */
void scope_exchange(CXCursor use);

#endif
