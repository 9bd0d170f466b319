/* tokens.c - what is done to constants and to names. */
#include "operators.h"

#include <stdio.h>
#include <stdlib.h>

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})
static const struct span nothing;

static const char *const byte_orders[] = {"htons", "ntohs", "htonl", "ntohl", NULL};

/* Names that take each other's place, or give way to 0. */
static const char *const *const names[] = {
    LIST("AF_INET", "AF_INET6", "AF_UNSPEC", "AF_UNIX"),
    LIST("SOCK_STREAM", "SOCK_DGRAM"),
    LIST("SOCK_CLOEXEC", "SOCK_NONBLOCK"),
    LIST("SOL_SOCKET", "IPPROTO_TCP", "IPPROTO_IPV6"),
    LIST("SO_TYPE", "SO_DOMAIN", "SO_PROTOCOL", "SO_ERROR"),
    LIST("SO_REUSEADDR", "SO_REUSEPORT", "SO_KEEPALIVE", "SO_DEBUG"),
    LIST("SHUT_RD", "SHUT_WR", "SHUT_RDWR"),
    LIST("MSG_NOSIGNAL", "MSG_OOB", "MSG_DONTWAIT", "MSG_MORE"),
    LIST("POLLOUT", "POLLIN", "POLLPRI"),
    LIST("EINTR", "EAGAIN", "EINVAL", "ECONNRESET", "ECONNABORTED", "ENOSPC", "ENOENT", "EBADF"),
    LIST("EAI_SYSTEM", "EAI_NONAME", "EAI_AGAIN"),
    LIST("INET6_ADDRSTRLEN", "INET_ADDRSTRLEN"),
    byte_orders,
    LIST("true", "false"),
};

enum { NAME_LISTS = sizeof names / sizeof *names, MOST_NAMES = 3 };

bool operators_know_name(struct span piece)
{
    for (int i = 0; i < NAME_LISTS; i++)
        if (text_is_one_of(piece, names[i]))
            return true;
    return false;
}

static void change_number(struct span piece)
{
    char words[32];
    char *rest;
    unsigned long value = strtoul(text_at(piece), &rest, 0);
    if (rest != text_at(piece) + (piece.end - piece.begin))
        return; /* a fraction or a suffix */
    snprintf(words, sizeof words, "%lu", value + 1);
    text_mutant(piece, "another constant", words, nothing);
    snprintf(words, sizeof words, "%ld", (long)value - 1);
    text_mutant(piece, "another constant", words, nothing);
    text_mutant(piece, "another constant", "0", nothing);
}

static void change_literal(struct span piece)
{
    if (*text_at(piece) == '"')
        text_mutant(piece, "another string", text_is(piece, "\"\"") ? "\"x\"" : "\"\"", nothing);
    else if (*text_at(piece) == '\'')
        text_mutant(piece, "another constant", "(@ + 1)", nothing);
    else
        change_number(piece);
}

/* The names that follow it in its list, which is a ring; of many a few are enough. */
static void change_name(struct span piece)
{
    for (int i = 0; i < NAME_LISTS; i++) {
        int count = 0, at = -1;
        for (; names[i][count] != NULL; count++)
            if (text_is(piece, names[i][count]))
                at = count;
        for (int n = 1; at != -1 && n < count && n <= MOST_NAMES; n++)
            text_mutant(piece, "another name", names[i][(at + n) % count], nothing);
        if (at != -1 && names[i] != byte_orders)
            text_mutant(piece, "another name", "0", nothing);
    }
}

void operators_token(CXTranslationUnit unit, CXToken token)
{
    struct span piece = text_span(clang_getTokenExtent(unit, token));
    CXTokenKind kind = clang_getTokenKind(token);
    if (kind == CXToken_Literal)
        change_literal(piece);
    else if (kind == CXToken_Identifier)
        change_name(piece);
}
