/* operators.c - what is done to each kind of statement and expression. */
#include "operators.h"

#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})
static const struct span nothing;

/*
 * What takes the place of an operator. Of the comparisons only those that no other change implies:
 * who notices <= and >= in the place of ==, and the condition false, notices < and > as well.
 */
static const struct {
    const char *sign;
    const char *others[3];
} exchanges[] = {
    {"==", {"<=", ">=", "!="}},
    {"!=", {"<", ">", "=="}},
    {"<", {"<=", "!=", ">="}},
    {"<=", {"<", "==", ">"}},
    {">", {">=", "!=", "<="}},
    {">=", {">", "==", "<"}},
    {"+", {"-", "*"}},
    {"-", {"+", "*"}},
    {"*", {"/", "+"}},
    {"/", {"*", "%"}},
    {"%", {"/", "*"}},
    {"|", {"&", "^"}},
    {"&", {"|", "^"}},
    {"^", {"|", "&"}},
    {"<<", {">>"}},
    {">>", {"<<"}},
    {"&&", {"||"}},
    {"||", {"&&"}},
    {"=", {"+="}},
    {"+=", {"-=", "="}},
    {"-=", {"+=", "="}},
    {"*=", {"/=", "="}},
    {"/=", {"*=", "="}},
    {"|=", {"&=", "="}},
    {"&=", {"|=", "="}},
};

enum { EXCHANGES = sizeof exchanges / sizeof *exchanges };

static enum CXChildVisitResult collect(CXCursor cursor, CXCursor parent, CXClientData data)
{
    struct children *children = data;
    (void)parent;
    if (children->count == MOST_CHILDREN)
        abort(); /* better no mutants than some forgotten */
    children->at[children->count++] = cursor;
    return CXChildVisit_Continue;
}

struct children operators_children(CXCursor cursor)
{
    struct children children;
    children.count = 0;
    clang_visitChildren(cursor, collect, &children);
    return children;
}

static bool is_pointer(CXType type) { return clang_getCanonicalType(type).kind == CXType_Pointer; }

static bool is_number(CXType type)
{
    enum CXTypeKind kind = clang_getCanonicalType(type).kind;
    return kind == CXType_Enum || (kind >= CXType_Bool && kind <= CXType_LongDouble);
}

static bool is_zero(struct span piece) { return text_is(piece, "0") || text_is(piece, "NULL"); }

/* --- statements ------------------------------------------------------------------------------- */

void operators_statement(CXCursor statement)
{
    enum CXCursorKind kind = clang_getCursorKind(statement);
    struct span piece = text_span_of(statement);
    if (kind == CXCursor_CompoundStmt || kind == CXCursor_DeclStmt || kind == CXCursor_NullStmt ||
        kind == CXCursor_LabelStmt)
        return;
    if (clang_isExpression(kind) || *(text_at(piece) + (piece.end - piece.begin)) == ';')
        text_mutant(piece, "statement deleted", "", nothing); /* its semicolon stays */
    else
        text_mutant(piece, "statement deleted", ";", nothing);
}

void operators_condition(CXCursor condition)
{
    struct span piece = text_span_of(condition);
    text_mutant(piece, "condition negated", "!(@)", nothing);
    text_mutant(piece, "condition true", "1", nothing);
    text_mutant(piece, "condition false", "0", nothing);
}

/* As `if`, but `continue` and `break` in it still compile. */
void operators_loop(CXCursor loop)
{
    struct children parts = operators_children(loop);
    struct span condition = text_span_of(parts.at[0]);
    struct span head = {text_span_of(loop).begin, text_span_of(parts.at[1]).begin};
    text_mutant(head, "loop run once", "for (int once = 1; once-- > 0 && (#);) ", condition);
}

void operators_jump(CXCursor jump)
{
    bool ends = clang_getCursorKind(jump) == CXCursor_BreakStmt;
    text_mutant(text_span_of(jump), "another jump", ends ? "continue" : "break", nothing);
}

void operators_return(CXCursor statement, CXType type)
{
    struct children children = operators_children(statement);
    if (children.count == 0)
        return;
    struct span value = text_span_of(children.at[0]);
    if (is_pointer(type) && !is_zero(value))
        text_mutant(value, "another return value", "0", nothing);
    if (!is_number(type))
        return;
    text_mutant(value, "another return value", "-1", nothing);
    text_mutant(value, "another return value", "0", nothing);
    if (text_is(value, "-1") || text_is(value, "0")) {
        text_mutant(value, "another return value", "1", nothing);
        return;
    }
    text_mutant(value, "another return value", "-(@)", nothing);
    text_mutant(value, "another return value", "(@) + 1", nothing);
}

static void initialise_members(CXCursor list)
{
    struct children children = operators_children(list);
    for (unsigned i = 0; i < children.count; i++) {
        struct children parts = operators_children(children.at[i]);
        bool designated = parts.count > 1 && clang_getCursorKind(parts.at[0]) == CXCursor_MemberRef;
        operators_initialiser(designated ? parts.at[parts.count - 1] : children.at[i]);
    }
}

void operators_initialiser(CXCursor value)
{
    struct span piece = text_span_of(value);
    if (clang_getCursorKind(value) == CXCursor_InitListExpr) {
        text_mutant(piece, "initialiser zeroed", "{0}", nothing);
        initialise_members(value);
    } else if (!is_zero(piece)) {
        text_mutant(piece, "initialiser zeroed", "0", nothing);
    }
}

/* --- expressions ------------------------------------------------------------------------------ */

static void swap_operator(struct span sign, bool of_pointers)
{
    for (int i = 0; i < EXCHANGES; i++) {
        const char *const *others = exchanges[i].others;
        if (!text_is(sign, exchanges[i].sign))
            continue;
        for (int n = 0; n < 3 && others[n] != NULL; n++)
            if (!of_pointers || *others[n] == '=' || *others[n] == '!') /* pointers have no order */
                text_mutant(sign, "another operator", others[n], nothing);
    }
}

void operators_binary(CXCursor expression)
{
    struct children sides = operators_children(expression);
    if (sides.count != 2)
        return;
    struct span whole = text_span_of(expression);
    struct span left = text_span_of(sides.at[0]);
    struct span right = text_span_of(sides.at[1]);
    struct span sign = {left.end, right.begin};
    if (left.end >= right.begin) /* inside of a macro */
        return;
    sign = text_trimmed(sign);
    swap_operator(sign, is_pointer(clang_getCursorType(sides.at[0])));
    if (text_is(sign, "&&") || text_is(sign, "||")) {
        operators_condition(sides.at[0]);
        operators_condition(sides.at[1]);
    } else if (text_is_one_of(sign, LIST("+", "-", "*", "/", "%", "|", "&", "^", "<<", ">>"))) {
        text_mutant(whole, "operand alone", "#", left);
        if (!is_pointer(clang_getCursorType(expression)))
            text_mutant(whole, "operand alone", "#", right);
    }
}

void operators_unary(CXCursor expression)
{
    struct span piece = text_span_of(expression);
    struct span first = {piece.begin, piece.begin + 1};
    struct span last = {piece.end - 2, piece.end};
    struct span front = {piece.begin, piece.begin + 2};
    if (piece.end - piece.begin < 2)
        return;
    for (struct span *sign = &front;; sign = &last) {
        if (text_is(*sign, "++"))
            text_mutant(*sign, "another operator", "--", nothing);
        if (text_is(*sign, "--"))
            text_mutant(*sign, "another operator", "++", nothing);
        if (sign == &last)
            break;
    }
    if (text_is(first, "!") || text_is(first, "~") ||
        (text_is(first, "-") && !text_is(front, "--")))
        text_mutant(first, "operator deleted", "", nothing);
}

void operators_sizeof(CXCursor expression)
{
    struct span piece = text_span_of(expression);
    text_mutant(piece, "another size", "sizeof(void *)", nothing);
    text_mutant(piece, "another size", "(@ - 1)", nothing);
    text_mutant(piece, "another size", "(@ + 1)", nothing);
}

/* Constants, named or not, and sizes have changes of their own. */
static void change_argument(CXCursor argument)
{
    struct span piece = text_span_of(argument);
    bool is_constant = clang_getCursorKind(argument) == CXCursor_UnaryExpr ||
                       operators_know_name(piece) || strchr("0123456789-", *text_at(piece)) != NULL;
    if (!is_zero(piece))
        text_mutant(piece, "argument zeroed", "0", nothing);
    if (is_constant || !is_number(clang_getCursorType(argument)))
        return;
    text_mutant(piece, "argument changed", "@ + 1", nothing);
    text_mutant(piece, "argument changed", "@ - 1", nothing);
}

static void swap_arguments(CXCursor first, CXCursor second)
{
    CXType one = clang_getCursorType(first);
    CXType other = clang_getCursorType(second);
    struct span left = text_span_of(first);
    struct span right = text_span_of(second);
    struct span both = {left.begin, right.end};
    char format[256];
    if ((is_number(one) && is_number(other)) || (is_pointer(one) && is_pointer(other))) {
        snprintf(format, sizeof format, "#, %.*s", (int)(left.end - left.begin), text_at(left));
        text_mutant(both, "arguments swapped", format, right);
    }
}

void operators_call(CXCursor call)
{
    int count = clang_Cursor_getNumArguments(call);
    struct span piece = text_span_of(call);
    for (int i = 0; i < count; i++) {
        CXCursor argument = clang_Cursor_getArgument(call, (unsigned)i);
        change_argument(argument);
        if (i + 1 < count)
            swap_arguments(argument, clang_Cursor_getArgument(call, (unsigned)i + 1));
        if (count == 1 && is_number(clang_getCursorType(call)) &&
            is_number(clang_getCursorType(argument)))
            text_mutant(piece, "call left out", "#", text_span_of(argument));
    }
}
