/*
 * mutate.c - prints the mutants of a C file, made with libclang: a line each, as text.h says.
 *
 * usage: mutate FILE.c [COMPILER-OPTION...]
 */
#include "operators.h"
#include "scope.h"
#include "text.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static void walk(CXCursor cursor, CXType returned);

static void walk_children(CXCursor cursor, CXType returned)
{
    struct children children = operators_children(cursor);
    for (unsigned i = 0; i < children.count; i++)
        walk(children.at[i], returned);
}

/* Those children that are statements of their own, from FIRST on. */
static void statements(CXCursor cursor, unsigned first)
{
    struct children children = operators_children(cursor);
    for (unsigned i = first; i < children.count; i++)
        operators_statement(children.at[i]);
}

static void declaration(CXCursor variable)
{
    CXCursor value = clang_Cursor_getVarDeclInitializer(variable);
    if (!clang_Cursor_isNull(value))
        operators_initialiser(value);
}

static void reference(CXCursor use)
{
    enum CXCursorKind kind = clang_getCursorKind(clang_getCursorReferenced(use));
    if (kind == CXCursor_VarDecl || kind == CXCursor_ParmDecl)
        scope_exchange(use);
}

/* A loop of `for` has its condition second, where it has all four parts. */
static void loop_of_for(CXCursor loop)
{
    struct children parts = operators_children(loop);
    if (parts.count == 4)
        operators_condition(parts.at[1]);
    statements(loop, parts.count - 1);
}

static void change(CXCursor cursor, CXType returned)
{
    struct children children = operators_children(cursor);
    switch (clang_getCursorKind(cursor)) {
    case CXCursor_CompoundStmt:
    case CXCursor_LabelStmt:
        statements(cursor, 0);
        break;
    case CXCursor_IfStmt:
        operators_condition(children.at[0]);
        statements(cursor, 1);
        break;
    case CXCursor_WhileStmt:
        operators_loop(cursor);
        operators_condition(children.at[0]);
        statements(cursor, 1);
        break;
    case CXCursor_DoStmt:
        operators_condition(children.at[1]);
        break;
    case CXCursor_ForStmt:
        loop_of_for(cursor);
        break;
    case CXCursor_ConditionalOperator:
        operators_condition(children.at[0]);
        break;
    case CXCursor_BreakStmt:
    case CXCursor_ContinueStmt:
        operators_jump(cursor);
        break;
    case CXCursor_ReturnStmt:
        operators_return(cursor, returned);
        break;
    case CXCursor_VarDecl:
        declaration(cursor);
        break;
    case CXCursor_BinaryOperator:
    case CXCursor_CompoundAssignOperator:
        operators_binary(cursor);
        break;
    case CXCursor_UnaryOperator:
        operators_unary(cursor);
        break;
    case CXCursor_UnaryExpr:
        operators_sizeof(cursor);
        break;
    case CXCursor_CallExpr:
        operators_call(cursor);
        break;
    case CXCursor_DeclRefExpr:
        reference(cursor);
        break;
    default:
        break;
    }
}

static void walk(CXCursor cursor, CXType returned)
{
    enum CXCursorKind kind = clang_getCursorKind(cursor);
    unsigned mark = scope_enter();
    change(cursor, returned);
    if (kind != CXCursor_UnaryExpr)
        walk_children(cursor, returned);
    if (kind == CXCursor_CompoundStmt || kind == CXCursor_ForStmt)
        scope_leave(mark);
    if (kind == CXCursor_VarDecl)
        scope_declare(cursor);
}

static void each_token(CXTranslationUnit unit, CXCursor body)
{
    CXToken *tokens = NULL;
    unsigned count = 0;
    clang_tokenize(unit, clang_getCursorExtent(body), &tokens, &count);
    for (unsigned i = 0; i < count; i++)
        operators_token(unit, tokens[i]);
    clang_disposeTokens(unit, tokens, count);
}

static enum CXChildVisitResult visit(CXCursor cursor, CXCursor parent, CXClientData unit)
{
    (void)parent;
    if (clang_getCursorKind(cursor) != CXCursor_FunctionDecl || !clang_isCursorDefinition(cursor) ||
        !clang_Location_isFromMainFile(clang_getCursorLocation(cursor)))
        return CXChildVisit_Continue;
    struct children parts = operators_children(cursor);
    unsigned mark = scope_enter();
    text_enter(cursor);
    for (unsigned i = 0; i < parts.count; i++) {
        if (clang_getCursorKind(parts.at[i]) == CXCursor_ParmDecl)
            scope_declare(parts.at[i]);
        if (clang_getCursorKind(parts.at[i]) != CXCursor_CompoundStmt)
            continue;
        walk(parts.at[i], clang_getCursorResultType(cursor));
        each_token(unit, parts.at[i]);
    }
    scope_leave(mark);
    return CXChildVisit_Continue;
}

/* What libclang does not understand it leaves out of its tree: then there are no mutants at all. */
static int is_understood(CXTranslationUnit unit)
{
    int errors = 0;
    for (unsigned i = 0; i < clang_getNumDiagnostics(unit); i++) {
        CXDiagnostic diagnostic = clang_getDiagnostic(unit, i);
        CXString words = clang_formatDiagnostic(diagnostic, CXDiagnostic_DisplaySourceLocation);
        if (clang_getDiagnosticSeverity(diagnostic) >= CXDiagnostic_Error) {
            fprintf(stderr, "%s\n", clang_getCString(words));
            errors++;
        }
        clang_disposeString(words);
        clang_disposeDiagnostic(diagnostic);
    }
    return errors == 0;
}

int main(int argc, char **argv)
{
    if (argc < 2) {
        fputs("usage: mutate FILE.c [COMPILER-OPTION...]\n", stderr);
        return 2;
    }
    if (text_read(argv[1]) == -1) {
        fprintf(stderr, "%s: %s\n", argv[1], strerror(errno));
        return 2;
    }
    CXIndex index = clang_createIndex(0, 0);
    CXTranslationUnit unit = clang_parseTranslationUnit(
        index, argv[1], (const char *const *)argv + 2, argc - 2, NULL, 0, CXTranslationUnit_None);
    int status = unit != NULL && is_understood(unit) ? 0 : 2;
    if (status == 0)
        clang_visitChildren(clang_getTranslationUnitCursor(unit), visit, unit);
    clang_disposeTranslationUnit(unit);
    clang_disposeIndex(index);
    text_free();
    return status;
}
