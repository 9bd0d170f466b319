/* message.c - what was seen, in words. */
#include "judge/scene.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <netdb.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { SHOWN_BYTES = 24, SHOWN_CALLS = 6 };

const char *say(const char *format, ...)
{
    char *text = NULL;
    va_list list;
    va_start(list, format);
    int length = vasprintf(&text, format, list);
    va_end(list);
    return length == -1 ? "(no memory for words)" : text;
}

/* All of a few bytes; of many the first ones, and that it is not all. */
const char *say_bytes(const void *data, size_t size)
{
    const unsigned char *bytes = data;
    char text[SHOWN_BYTES * 4 + 1];
    size_t used = 0, shown = size < SHOWN_BYTES ? size : SHOWN_BYTES;
    if (size == 0)
        return "nothing";
    for (size_t i = 0; i < shown; i++) {
        bool plain = isprint(bytes[i]) && bytes[i] != '"' && bytes[i] != '\\' && bytes[i] < 128;
        used += (size_t)sprintf(text + used, plain ? "%c" : "\\x%02x", bytes[i]);
    }
    if (shown == size)
        return say("\"%s\" (%zu byte%s)", text, size, size == 1 ? "" : "s");
    return say("%zu bytes that begin with \"%s\"", size, text);
}

const char *say_errno(int error)
{
    const char *name = strerrorname_np(error);
    if (error == 0)
        return "0 (none)";
    return name == NULL ? say("%d", error) : say("%s (%s)", name, strerrordesc_np(error));
}

static const char *name_only(int error)
{
    const char *name = strerrorname_np(error);
    return name == NULL ? say("errno %d", error) : name;
}

static const char *say_address(const struct sockaddr_storage *address)
{
    char ip[INET6_ADDRSTRLEN] = "?";
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)address;
    const struct sockaddr_in6 *v6 = (const struct sockaddr_in6 *)address;
    if (address->ss_family == AF_INET6) {
        inet_ntop(AF_INET6, &v6->sin6_addr, ip, sizeof ip);
        return say("[%s]:%d", ip, ntohs(v6->sin6_port));
    }
    inet_ntop(AF_INET, &v4->sin_addr, ip, sizeof ip);
    if (address->ss_family == AF_INET)
        return say("%s:%d", ip, ntohs(v4->sin_port));
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
        {SOL_SOCKET, SO_RCVBUF, "SO_RCVBUF"},       {SOL_SOCKET, SO_SNDBUF, "SO_SNDBUF"},
    };
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
        if (options[i].level == level && options[i].option == name)
            return say("SOL_SOCKET, %s", options[i].name);
    return say("level %ld, option %ld", level, name);
}

static const char *say_arguments(const struct call_record *record)
{
    const long *args = record->args;
    switch (observed_way(record)) {
    case WAY_SOCKET:
        return say("%s, %s, %ld", say_family(args[0]), say_type(args[1]), args[2]);
    case WAY_CONNECT:
    case WAY_BIND:
        return say("%d, %s, length %u", record->fd, say_address(&record->address), record->length);
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
    return say("%s = %ld", call, record->result);
}

const char *say_calls(const struct observation *seen)
{
    size_t count = seen->count - seen->first;
    size_t from = count > SHOWN_CALLS ? seen->count - SHOWN_CALLS : seen->first;
    const char *text = from > seen->first ? say("%zu more, then ", from - seen->first) : "";
    for (size_t i = from; i < seen->count; i++)
        text = say("%s%s%s", text, i == from ? "" : "; ", say_call(&seen->calls[i]));
    return text;
}

static const char *quoted(const struct wire_order *order, int which)
{
    return order->null[which] ? "NULL" : say("\"%s\"", order->text[which]);
}

const char *say_family(long family)
{
    return family == AF_INET ? "AF_INET" : family == AF_INET6 ? "AF_INET6" : say("%ld", family);
}

const char *say_type(long type)
{
    const long flags = SOCK_CLOEXEC | SOCK_NONBLOCK;
    const char *more = say("%s%s", type & SOCK_CLOEXEC ? "|SOCK_CLOEXEC" : "",
                           type & SOCK_NONBLOCK ? "|SOCK_NONBLOCK" : "");
    if ((type & ~flags) == SOCK_STREAM)
        return say("SOCK_STREAM%s", more);
    return (type & ~flags) == SOCK_DGRAM ? say("SOCK_DGRAM%s", more) : say("%ld", type);
}

const char *say_step(const struct observation *seen)
{
    const struct wire_order *order = &seen->asked;
    if (order->op != ORDER_CALL)
        return "your file, while it is loaded, before any function of it is called";
    switch (order->step) {
    case STEP_CLIENT_SOCKET:
    case STEP_SERVER_SOCKET:
        return say("%s_socket(%s, %s)", order->step == STEP_CLIENT_SOCKET ? "client" : "server",
                   say_family(order->args[0]), say_type(order->args[1]));
    case STEP_HOST_ADDRESS:
        return say("host_address(%s, %s, ip, %ld)", quoted(order, 0), say_family(order->args[0]),
                   order->args[1]);
    case STEP_SERVICE_PORT:
        return say("service_port(%s, %s)", quoted(order, 0), quoted(order, 1));
    case STEP_CLIENT_CONNECT:
    case STEP_SERVER_BIND:
        return say("%s(%d, %s, %ld)",
                   order->step == STEP_CLIENT_CONNECT ? "client_connect" : "server_bind", order->fd,
                   quoted(order, 0), order->args[0]);
    case STEP_CLIENT_SEND:
    case STEP_CLIENT_RECV:
        return say("%s(%d, %s, %ld)",
                   order->step == STEP_CLIENT_SEND ? "client_send" : "client_recv", order->fd,
                   order->step == STEP_CLIENT_SEND ? "data" : "buffer", order->args[1]);
    case STEP_SERVER_LISTEN:
        return say("server_listen(%d, %ld)", order->fd, order->args[0]);
    case STEP_SERVER_ACCEPT:
        return say("server_accept(%d, %s)", order->fd, order->null[1] ? "NULL" : "&peer");
    case STEP_SERVER_PROCESS:
        return say("server_process(%d)", order->fd);
    default:
        return say("%s(%d)", order->step == STEP_CLIENT_CLOSE ? "client_close" : "server_close",
                   order->fd);
    }
}

const char *say_result(const struct observation *seen)
{
    if (seen->result != -1)
        return say("returned %ld", seen->result);
    return say("returned -1 with errno %s", say_errno(seen->error));
}

static const char *say_wait(const struct observation *seen)
{
    static const char *const waits[WAYS] = {
        [WAY_RECV] = "for bytes, and none can come any more",
        [WAY_SEND] = "for room to send, and nobody reads",
        [WAY_ACCEPT] = "for a client, and none comes",
    };
    const char *what = waits[seen->stuck_in];
    if (seen->wall)
        return "it sleeps, and nothing happens for seconds";
    return say("it waits %s", what == NULL ? "for what never comes" : what);
}

const char *say_end(const struct observation *seen)
{
    const char *place = seen->report == NULL ? NULL : say_place(seen->report);
    const char *at = place == NULL ? "" : say(", at %s", place);
    switch (seen->symptom) {
    case SYMPTOM_WAITS:
        return say_wait(seen);
    case SYMPTOM_SPINS:
        return "it goes on calling, and no call gives anything";
    case SYMPTOM_COMPUTES:
        return say("it computes without end: 2 seconds of processor time without a byte moved%s",
                   at);
    default:
        break;
    }
    if (seen->forged)
        return "the step has closed or used descriptors that are the kit's";
    if (seen->wait_status == -1)
        return "the step has ended the process of the kit that looks after it";
    if (seen->report != NULL)
        return say("%s%s", say_report(seen->report), at);
    int number = WIFSIGNALED(seen->wait_status) ? WTERMSIG(seen->wait_status) : 0;
    if (number != 0 && sigabbrev_np(number) == NULL) /* a real-time signal */
        return say("the process was killed by signal %d", number);
    if (number != 0)
        return say("the process was killed by SIG%s (%s)", sigabbrev_np(number),
                   sigdescr_np(number));
    return say("the process ended with exit status %d before the step returned",
               WEXITSTATUS(seen->wait_status));
}

const char *say_situation(const struct observation *seen)
{
    return say("%s%s%s", say_step(seen), seen->story[0] == '\0' ? "" : say(" (%s)", seen->story),
               seen->returned ? say(", which %s", say_result(seen)) : "");
}
