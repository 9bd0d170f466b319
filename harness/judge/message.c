/* message.c - what was seen, in words. */
#include "judge/scene.h"
#include "judge/trouble.h"

#include <arpa/inet.h>
#include <ctype.h>
#include <netdb.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

enum { SHOWN_BYTES = 24, SHOWN_COLUMNS = 40, SHOWN_WORDS = 1000 };

const char *say(const char *format, ...)
{
    char *text = NULL;
    va_list list;
    va_start(list, format);
    int length = vasprintf(&text, format, list);
    va_end(list);
    if (length == -1)
        trouble_note("memory for words", ENOMEM);
    return length == -1 ? "(no memory for words)" : text;
}

/* One byte as it stands in a string of C; NEXT is the byte after it, or -1. */
static const char *escape(unsigned char byte, int next)
{
    static const char plain[] = "\n\r\t\"\\", letters[] = "nrt\"\\";
    const char *found = byte == 0 ? NULL : strchr(plain, byte);
    if (found != NULL)
        return say("\\%c", letters[found - plain]);
    if (byte == 0 && !isxdigit(next)) /* a digit would be read as a part of it */
        return "\\0";
    return byte < 128 && isprint(byte) ? say("%c", byte) : say("\\x%02x", byte);
}

/* The first bytes in quotes, at most MOST of them; *SHOWN says how many. */
static const char *quote(const unsigned char *bytes, size_t size, size_t most, size_t *shown)
{
    const char *text = "\"";
    size_t i = 0;
    for (; i < size && i < most; i++) {
        const char *one = escape(bytes[i], i + 1 < size ? bytes[i + 1] : -1);
        if (strlen(text) + strlen(one) > SHOWN_COLUMNS)
            break;
        text = say("%s%s", text, one);
    }
    *shown = i;
    return say("%s\"", text);
}

/* All of a few bytes; of many the first ones, and that it is not all. */
const char *say_bytes(const void *data, size_t size)
{
    size_t shown;
    const char *text = quote(data, size, SHOWN_BYTES, &shown);
    if (size == 0)
        return "nothing";
    if (shown == size)
        return say("%s (%zu byte%s)", text, size, size == 1 ? "" : "s");
    return say("%zu bytes that begin with %s", size, text);
}

const char *say_quoted(const void *data, size_t size)
{
    size_t shown;
    const char *text = quote(data, size, SHOWN_BYTES / 3, &shown);
    return shown == size ? text : say("%s...", text);
}

const char *say_errno(int error)
{
    const char *name = strerrorname_np(error);
    if (error == 0)
        return "0 (none)";
    return name == NULL ? say("%d", error) : say("%s (%s)", name, strerrordesc_np(error));
}

const char *say_what(const char *what)
{
    static const char anonymous[] = "anon_inode:";
    if (strncmp(what, "socket:[", 8) == 0)
        return "a socket";
    if (strncmp(what, "pipe:[", 6) == 0)
        return "a pipe";
    if (strncmp(what, anonymous, strlen(anonymous)) != 0)
        return say("%s", what);
    what += strlen(anonymous);
    int length = (int)strcspn(what + (*what == '['), "]");
    return say("%.*s", length, what + (*what == '['));
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
        return "none yet: your file is being loaded, and no function of it was called";
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

/* The number of an error, where -1 was to come back. */
static bool is_error_number(const struct observation *seen)
{
    const struct call_record *failure = observed_failure(seen);
    return seen->expected_result == -1 && seen->result > 0 &&
           (seen->result == seen->expected_error ||
            (failure != NULL && seen->result == failure->error));
}

const char *say_result(const struct observation *seen)
{
    if (is_error_number(seen))
        return say("returned %ld, which is the number of %s", seen->result,
                   strerrorname_np((int)seen->result));
    if (observed_unset(seen))
        return say("returned %ld, which was in memory before: a variable that was never set",
                   seen->result);
    if (seen->result != -1)
        return say("returned %ld", seen->result);
    return say("returned -1 with errno %s", say_errno(seen->error));
}

/* --- how it ended ----------------------------------------------------------------------------- */

/* The call that the step is in, and where it stands: " in recv() at lessons/x.c:41", or that it is
   in none that is known; "" if there was no call. */
static const char *say_inside(const struct observation *seen)
{
    const struct call_record *last =
        seen->count > seen->first ? &seen->calls[seen->count - 1] : NULL;
    if (last == NULL)
        return "";
    if (last->did)
        return " after the last of its calls";
    int line = site_line(seen, last);
    const char *place = line == 0 ? "" : say(" at %s:%d", assignment.source, line);
    return say(" in %s()%s", observed_name(last), place);
}

/* Why a recv() waits on although bytes are there. */
static const char *say_wait_for_all(const struct observation *seen)
{
    const struct call_record *last =
        seen->count > seen->first ? &seen->calls[seen->count - 1] : NULL;
    if (seen->stuck_in != WAY_RECV || last == NULL || last->did ||
        (last->args[1] & MSG_WAITALL) == 0)
        return "";
    return say("; with MSG_WAITALL it returns only when all %ld bytes are there", last->args[0]);
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
        return say("it sleeps%s, and nothing happens any more", say_inside(seen));
    return say("it waits%s %s%s", say_inside(seen),
               what == NULL ? "for something that never comes" : what, say_wait_for_all(seen));
}

static const char *say_signal(const struct observation *seen)
{
    int number = WTERMSIG(seen->wait_status);
    const char *what = sigabbrev_np(number) == NULL /* a real-time signal */
                           ? say("signal %d", number)
                           : say("SIG%s (%s)", sigabbrev_np(number), sigdescr_np(number));
    return say("the process was killed by %s%s", what, say_inside(seen));
}

/* TEXT with the learner's name of the file in place of the path that the compiler was given. */
static const char *with_own_name(const char *text)
{
    const char *name = assignment.source == NULL ? NULL : strrchr(assignment.source, '/');
    const char *found = name == NULL ? NULL : strstr(text, name), *from = found;
    while (from != NULL && from > text && from[-1] != ' ')
        from--;
    return found == NULL
               ? text
               : say("%.*s%s%s", (int)(from - text), text, assignment.source, found + strlen(name));
}

/* The last line that the step has printed, which may be its reason: assert() gives one. */
static const char *say_last_words(const struct observation *seen)
{
    if (seen->output == NULL)
        return "";
    char *text = strdup(seen->output), *end = text == NULL ? NULL : text + strlen(text);
    while (end != NULL && end > text && end[-1] == '\n')
        *--end = '\0';
    if (text == NULL || end - text > SHOWN_WORDS)
        return "";
    char *last = strrchr(text, '\n');
    return say("\nprinted: %s", with_own_name(last == NULL ? text : last + 1));
}

static const char *say_death(const struct observation *seen, const char *at)
{
    if (seen->forged)
        return "the step has closed or used descriptors that are the kit's";
    if (seen->wait_status == -1)
        return "the step has ended the process of the kit that looks after it";
    if (seen->report != NULL)
        return say("%s%s", say_report(seen->report), at);
    if (WIFSIGNALED(seen->wait_status))
        return say("%s%s", say_signal(seen), say_last_words(seen));
    return say("the process ended%s with exit status %d, before the step returned",
               say_inside(seen), WEXITSTATUS(seen->wait_status));
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
        return say_death(seen, at);
    }
}

const char *say_situation(const struct observation *seen)
{
    return say("step: %s%s%s%s", say_step(seen),
               seen->returned ? say(", which %s", say_result(seen)) : "",
               seen->story[0] == '\0' ? "" : "\nmeanwhile: ", seen->story);
}
