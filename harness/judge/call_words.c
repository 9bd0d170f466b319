/* call_words.c - the calls that a step made, in words. */
#include "judge/scene.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <stdlib.h>
#include <string.h>

enum { LONGEST_LOOP = 3, SHOWN_LINES = 8, FIRST_LINES = 3, LAST_LINES = 5 };

static const char *name_only(int error)
{
    const char *name = strerrorname_np(error);
    return name == NULL ? say("errno %d", error) : name;
}

/* The stage paints the stack: an address of that paint was never written. */
static const char *never_set(const void *host, size_t size)
{
    const unsigned char *bytes = host;
    for (size_t i = 0; i < size; i++)
        if (bytes[i] != 0xA5)
            return "";
    return ", an address that was never set";
}

static const char *say_address(const struct sockaddr_storage *address)
{
    char ip[INET6_ADDRSTRLEN] = "?";
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)address;
    const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)address;
    if (address->ss_family == AF_INET6) {
        inet_ntop(AF_INET6, &v6->sin6_addr, ip, sizeof ip);
        return say("[%s]:%d%s", ip, ntohs(v6->sin6_port),
                   never_set(&v6->sin6_addr, sizeof v6->sin6_addr));
    }
    inet_ntop(AF_INET, &v4->sin_addr, ip, sizeof ip);
    if (address->ss_family == AF_INET)
        return say("%s:%d%s", ip, ntohs(v4->sin_port),
                   never_set(&v4->sin_addr, sizeof v4->sin_addr));
    return say("family %d, %s:%d", address->ss_family, ip, ntohs(v4->sin_port));
}

static const char *say_flags(long flags)
{
    static const struct {
        int bit;
        const char *name;
    } names[] = {
        {MSG_NOSIGNAL, "MSG_NOSIGNAL"}, {MSG_DONTWAIT, "MSG_DONTWAIT"},
        {MSG_WAITALL, "MSG_WAITALL"},   {MSG_PEEK, "MSG_PEEK"},
        {MSG_OOB, "MSG_OOB"},           {MSG_MORE, "MSG_MORE"},
        {MSG_TRUNC, "MSG_TRUNC"},       {MSG_DONTROUTE, "MSG_DONTROUTE"},
    };
    const char *text = "";
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (flags & names[i].bit) {
            text = say("%s%s%s", text, *text == '\0' ? "" : "|", names[i].name);
            flags &= ~(long)names[i].bit;
        }
    return flags == 0 ? text : say("%s%s0x%lx", text, *text == '\0' ? "" : "|", flags);
}

static const char *say_option(long level, long name)
{
    static const struct {
        long level, option;
        const char *name;
    } options[] = {
        {SOL_SOCKET, SO_REUSEADDR, "SO_REUSEADDR"}, {SOL_SOCKET, SO_REUSEPORT, "SO_REUSEPORT"},
        {SOL_SOCKET, SO_LINGER, "SO_LINGER"},       {SOL_SOCKET, SO_KEEPALIVE, "SO_KEEPALIVE"},
        {SOL_SOCKET, SO_RCVTIMEO, "SO_RCVTIMEO"},   {SOL_SOCKET, SO_SNDTIMEO, "SO_SNDTIMEO"},
        {SOL_SOCKET, SO_ERROR, "SO_ERROR"},         {SOL_SOCKET, SO_DOMAIN, "SO_DOMAIN"},
        {SOL_SOCKET, SO_TYPE, "SO_TYPE"},           {SOL_SOCKET, SO_ACCEPTCONN, "SO_ACCEPTCONN"},
        {SOL_SOCKET, SO_RCVBUF, "SO_RCVBUF"},       {SOL_SOCKET, SO_SNDBUF, "SO_SNDBUF"},
    };
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
        if (options[i].level == level && options[i].option == name)
            return say("SOL_SOCKET, %s", options[i].name);
    return say("level %ld, option %ld", level, name);
}

/* The length of an address is worth a word only if it is not that of its family. */
static const char *say_length(const struct call_record *record)
{
    size_t usual = record->address.ss_family == AF_INET6 ? sizeof(struct sockaddr_in6)
                                                         : sizeof(struct sockaddr_in);
    return record->length == usual ? "" : say(", length %u", record->length);
}

static const char *say_arguments(const struct call_record *record)
{
    const long *args = record->args;
    switch (observed_way(record)) {
    case WAY_SOCKET:
        return say("%s, %s, %ld", say_family(args[0]), say_type(args[1]), args[2]);
    case WAY_CONNECT:
    case WAY_BIND:
        return say("%d, %s%s", record->fd, say_address(&record->address), say_length(record));
    case WAY_LISTEN:
        return say("%d, %ld", record->fd, args[0]);
    case WAY_SEND:
    case WAY_RECV:
        return say("%d, %ld byte%s%s", record->fd, args[0], args[0] == 1 ? "" : "s",
                   args[1] == 0 ? "" : say(", %s", say_flags(args[1])));
    case WAY_SHUTDOWN:
        return say("%d, %s", record->fd,
                   args[0] == SHUT_RD   ? "SHUT_RD"
                   : args[0] == SHUT_WR ? "SHUT_WR"
                                        : "SHUT_RDWR");
    case WAY_SETSOCKOPT:
        return say("%d, %s, value %ld", record->fd, say_option(args[0], args[1]), args[3]);
    case WAY_ACCEPT:
        return say("%d%s", record->fd,
                   args[2] & SOCK_NONBLOCK
                       ? args[2] & SOCK_CLOEXEC ? ", SOCK_CLOEXEC|SOCK_NONBLOCK" : ", SOCK_NONBLOCK"
                   : args[2] & SOCK_CLOEXEC ? ", SOCK_CLOEXEC"
                                            : "");
    case WAY_ASK:
        return record->call == CALL_GETSOCKOPT
                   ? say("%d, %s", record->fd, say_option(args[0], args[1]))
                   : say("%d%s", record->fd, args[0] < 0 ? say(", length %ld", args[0]) : "");
    case WAY_LOOKUP:
        return say("%s", record->text);
    case WAY_SLEEP:
        return say("%ld ms", args[0]);
    case WAY_EXIT:
        return say("%ld", args[0]);
    default:
        return say("%d", record->fd);
    }
}

const char *say_call(const struct call_record *record)
{
    const char *call = say("%s(%s)", observed_name(record), say_arguments(record));
    if (!record->did)
        return record->waited ? say("%s waits", call) : call;
    if (observed_way(record) == WAY_LOOKUP)
        return say("%s = %s", call,
                   record->result == 0                ? "found"
                   : record->call == CALL_GETADDRINFO ? gai_strerror((int)record->result)
                                                      : "not found");
    if (record->result == -1)
        return say("%s = -1 %s", call, name_only(record->error));
    if (record->call == CALL_GETSOCKOPT && record->args[0] == SOL_SOCKET &&
        record->args[1] == SO_ERROR)
        return say("%s = %ld, and its value is %s", call, record->result,
                   record->args[3] == 0 ? "0" : name_only((int)record->args[3]));
    return say("%s = %ld", call, record->result);
}

/* --- all of them ------------------------------------------------------------------------------ */

/* A line of the list, and the calls that it stands for. */
struct line {
    const char *text;
    size_t calls;
};

static const char *line_of(const struct observation *seen, const struct call_record *record)
{
    int line = site_line(seen, record);
    return line == 0 ? say_call(record) : say("line %d: %s", line, say_call(record));
}

/* How often the PERIOD lines from AT on are there once more, directly after. */
static size_t repeats(const struct line *lines, size_t count, size_t at, size_t period)
{
    size_t same = 0;
    while (at + period + same < count &&
           strcmp(lines[at + same].text, lines[at + period + same].text) == 0)
        same++;
    return same / period;
}

/* Of the calls in LINES, one each, leaves those that differ: a loop is told once, and how often it
   was gone through. Returns the number of lines that are left. */
static size_t fold(struct line *lines, size_t count)
{
    size_t left = 0;
    for (size_t at = 0; at < count;) {
        size_t period = 1;
        while (period <= LONGEST_LOOP && repeats(lines, count, at, period) < 2)
            period++;
        size_t more = period > LONGEST_LOOP ? 0 : repeats(lines, count, at, period);
        if (more == 0)
            period = 1;
        memmove(lines + left, lines + at, period * sizeof *lines);
        left += period;
        at += period * (more + 1);
        struct line *last = &lines[left - 1];
        if (period == 1 && more > 0)
            last->text = say("%s (the same %zu times more)", last->text, more);
        else if (more > 0)
            last->text = say("%s (these %zu calls %zu times more)", last->text, period, more);
        last->calls += period * more;
    }
    return left;
}

const char *say_calls(const struct observation *seen)
{
    size_t count = seen->count - seen->first, left_out = 0;
    struct line *lines = calloc(count + 1, sizeof *lines);
    if (lines == NULL)
        return "";
    for (size_t i = 0; i < count; i++)
        lines[i] = (struct line){line_of(seen, &seen->calls[seen->first + i]), 1};
    count = fold(lines, count);
    const char *text = count == 1 ? say(" %s", lines[0].text) : "";
    size_t tail = count > SHOWN_LINES ? count - LAST_LINES : FIRST_LINES;
    for (size_t i = 0; count > 1 && i < count; i++) {
        if (i < FIRST_LINES || i >= tail)
            text = say("%s\n  %s", text, lines[i].text);
        else
            left_out += lines[i].calls;
        if (left_out > 0 && i + 1 == tail)
            text = say("%s\n  (%zu more call%s)", text, left_out, left_out == 1 ? "" : "s");
    }
    free(lines);
    return text;
}
