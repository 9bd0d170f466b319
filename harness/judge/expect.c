/* expect.c - expectations, and how a check ends when one does not hold. */
#include "judge/guide.h"
#include "judge/timeline.h"
#include "judge/trouble.h"
#include "mistakes/mistakes.h"

#include <check.h>
#include <ctype.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { BUSY = 16 }; /* calls in vain that make a wait a busy one */

/* A text that is too long for its place ends by saying so. */
static void put(char *to, size_t size, const char *text)
{
    size_t length = (size_t)snprintf(to, size, "%s", text == NULL ? "" : text);
    const char *rest = length < size ? "" : say("\n(%zu bytes more)", length - size + 1);
    if (*rest != '\0')
        memcpy(to + size - strlen(rest) - 1, rest, strlen(rest));
}

_Noreturn void end_check(enum outcome outcome, const char *mistake, const char *message)
{
    struct slip *slip = assignment.slip;
    if (outcome != OUTCOME_FAULT)
        no_trouble();
    slip->outcome = outcome;
    slip->computed = scene.seen.symptom == SYMPTOM_COMPUTES || scene.seen.wall;
    put(slip->mistake, sizeof slip->mistake, mistake);
    put(slip->message, sizeof slip->message, message);
    ck_abort_msg("%s", mistake == NULL || *mistake == '\0' ? "failed" : mistake);
    abort(); /* ck_abort_msg() does not return; it is not declared so */
}

_Noreturn void machine_fault(const char *what)
{
    end_check(OUTCOME_FAULT, NULL, say("%s (%s)", what, strerror(errno)));
}

void no_trouble(void)
{
    const char *what = trouble();
    if (what != NULL)
        machine_fault(what);
}

_Noreturn void skip(const char *why) { end_check(OUTCOME_SKIPPED, NULL, why); }

/* The mistake in words, as the first line of a message. */
static const char *title(const char *mistake)
{
    const struct mistake *one = mistake == NULL ? NULL : mistakes_find(mistake);
    if (one == NULL)
        return "";
    bool is_call = one->words[strcspn(one->words, " (")] == '('; /* C has no capitals there */
    return say("%c%s (%s)\n", is_call ? one->words[0] : toupper(one->words[0]), one->words + 1,
               mistake);
}

static const char *direction_of_note(enum note note)
{
    return note == NOTE_PROCESS ? "before it returns, let the step wait for each thread and each "
                                  "process that it starts: pthread_join(), waitpid()."
           : note == NOTE_KEPT  ? "free what the step allocates on each way to a return."
                                : "compare what was expected with what was seen.";
}

/* What is wrong in the same call besides, in words; its paragraph is read in the guide. */
static const char *say_also(const struct observation *seen)
{
    const char *also = mistakes_also(seen);
    return also == NULL ? ""
                        : say("\nand in the same call: %s (%s)", mistakes_find(also)->words, also);
}

/* The guide's words on the mistake, "why: " and "to do: "; without a name the DIRECTION. */
static const char *advice(const char *mistake, const char *direction)
{
    char *words = mistake == NULL ? NULL : guide_section(mistake);
    if (words == NULL)
        return say("to do: %s", direction);
    return say("why: %s\nread on: GUIDE.md, section %s", words, mistake);
}

/* The rest of the line of MESSAGE that begins so. */
static const char *line_of(const char *message, const char *begins)
{
    const char *found = strstr(message, begins);
    found = found == NULL ? "" : found + strlen(begins);
    return say("%.*s", (int)strcspn(found, "\n"), found);
}

void add_note(enum note note, const char *mistake, const char *message)
{
    struct slip *slip = assignment.slip;
    if (slip->notes[note].set)
        return;
    const char *calls = say_calls(&scene.seen);
    slip->notes[note].set = true;
    put(slip->notes[note].mistake, sizeof slip->notes[note].mistake, mistake);
    if (assignment.timelines != NULL)
        timeline_leave(assignment.timelines->notes[note], line_of(message, "\nexpected: "),
                       line_of(message, "\nseen: "));
    put(slip->notes[note].message, sizeof slip->notes[note].message,
        say("%s%s%s%s\n%s", title(mistake), message, *calls == '\0' ? "" : "\ncalls:", calls,
            advice(mistake, direction_of_note(note))));
}

static bool forgive(enum note note)
{
    bool *set = &assignment.slip->notes[note].set, was = *set;
    assignment.slip->notes[note].forgiven |= was;
    *set = false;
    return was;
}

bool forgive_leak(void) { return forgive(NOTE_LEAK); }

bool forgive_theft(void) { return forgive(NOTE_STOLEN); }

static enum outcome outcome_of(const struct observation *seen, const char *mistake)
{
    switch (seen->symptom) {
    case SYMPTOM_WAITS:
    case SYMPTOM_COMPUTES:
    case SYMPTOM_SPINS:
        return OUTCOME_STUCK;
    case SYMPTOM_DIED:
        return mistake != NULL && strcmp(mistake, "exits") == 0 ? OUTCOME_FAILED : OUTCOME_CRASHED;
    default:
        return OUTCOME_FAILED;
    }
}

_Noreturn void fail_check(enum symptom symptom, const char *expected, const char *seen_text)
{
    struct observation *seen = &scene.seen;
    bool returned = seen->returned;
    seen->symptom = symptom;
    const char *mistake = mistakes_name(seen);
    if (expected == NULL)
        expected = "the step returns";
    else if (scene.swept != 0 && seen->result != -1)
        expected = say("returns -1 with errno %s, or does all of its work without that call",
                       say_errno(scene.swept));
    if (seen_text == NULL)
        seen_text = say_end(seen);
    seen->returned = false; /* what it returned is in the words, where it matters */
    const char *situation = say_situation(seen), *calls = say_calls(seen);
    seen->returned = returned;
    if (*calls == '\0' && seen->asked.op == ORDER_CALL && seen->unasked == 0)
        calls = " none was seen";
    const char *message =
        say("%s%s\nexpected: %s\nseen: %s%s%s%s\n%s", title(mistake), situation, expected,
            seen_text, say_also(seen), *calls == '\0' ? "" : "\ncalls:", calls,
            advice(mistake, say_direction(seen)));
    if (assignment.timelines != NULL)
        assignment.slip->timeline =
            timeline_leave(assignment.timelines->check, expected, seen_text);
    const char *also = mistakes_also(seen);
    end_check(outcome_of(seen, mistake), also == NULL ? mistake : say("%s+%s", mistake, also),
              message);
}

void expect(bool holds, enum symptom symptom, const char *expected, const char *seen_format, ...)
{
    char text[2048];
    va_list list;
    if (holds)
        return;
    va_start(list, seen_format);
    vsnprintf(text, sizeof text, seen_format, list);
    va_end(list);
    fail_check(symptom, expected, text);
}

void step_returned(long result)
{
    scene.seen.expected_result = result;
    scene.seen.expected_error = 0;
    expect(scene.seen.result == result, SYMPTOM_RESULT, say("returns %ld", result), "%s",
           say_result(&scene.seen));
}

void step_failed_with(int error)
{
    struct observation *seen = &scene.seen;
    const char *wanted = say("returns -1 with errno %s", say_errno(error));
    seen->expected_result = -1;
    seen->expected_error = error;
    expect(seen->result == -1, SYMPTOM_RESULT, wanted, "%s", say_result(seen));
    expect(seen->error == error, SYMPTOM_ERRNO, wanted, "%s", say_result(seen));
}

void step_failed(void)
{
    scene.seen.expected_result = -1;
    scene.seen.expected_error = 0;
    expect(scene.seen.result == -1, SYMPTOM_RESULT, "returns -1", "%s", say_result(&scene.seen));
}

void next_in_queue(size_t size)
{
    int there = 0;
    if (ioctl(scene.ours, FIONREAD, &there) == -1)
        machine_fault("FIONREAD");
    expect((size_t)there == size, SYMPTOM_RECEIVED,
           say("%zu byte%s left for the next call", size, size == 1 ? " is" : "s are"), "%s",
           there == 0 ? "none is left"
                      : say("%d byte%s left", there, there == 1 ? " is" : "s are"));
}

/* How GOT differs from what was WANTED; the first SAME bytes do not. */
static const char *say_difference(struct bytes wanted, struct bytes got, size_t same)
{
    size_t missing = wanted.size - same, extra = got.size - same;
    if (same == 0)
        return got.size == 0 || wanted.size == 0 ? "" : "; the first byte is wrong already";
    if (extra == 0)
        return missing == 1 ? "; the last one is missing"
                            : say("; the last %zu are missing", missing);
    if (missing == 0)
        return say("; behind the right ones come %s", say_bytes(got.data + same, extra));
    return say("; after %zu right one%s %s was expected, and %s came", same, same == 1 ? "" : "s",
               say_quoted(wanted.data + same, missing), say_quoted(got.data + same, extra));
}

static void compare(enum symptom symptom, const char *who, const void *data, size_t size,
                    const unsigned char *got, size_t got_size)
{
    struct observation *seen = &scene.seen;
    size_t same = 0;
    seen->expected = (struct bytes){(unsigned char *)data, size};
    seen->seen = (struct bytes){(unsigned char *)got, got_size};
    if (size == got_size && (size == 0 || memcmp(data, got, size) == 0))
        return;
    while (same < size && same < got_size && ((const unsigned char *)data)[same] == got[same])
        same++;
    fail_check(symptom, say("%s %s", who, say_bytes(data, size)),
               say("%s %s%s", who, say_bytes(got, got_size),
                   say_difference(seen->expected, seen->seen, same)));
}

void step_received(const void *data, size_t size)
{
    scene.seen.expected = (struct bytes){(unsigned char *)data, size};
    step_returned((long)size);
    compare(SYMPTOM_RECEIVED, "the buffer holds", data, size, scene.stage.arena, size);
}

static bool stream_is_over(void) { return scene.tape->ended || scene.tape->failed; }

/* Where the judge still has a copy of the step's socket, it ends the stream itself: then all that
   the step has sent has come. */
void peer_received(const void *data, size_t size)
{
    if (scene.ours != -1)
        shutdown(scene.ours, SHUT_WR);
    if (scene.peer != NULL)
        peer_reading(scene.peer, true);
    if (!loop_until(stream_is_over))
        machine_fault("a connection over loopback does not end");
    compare(SYMPTOM_SENT, "the peer receives", data, size, scene.tape->bytes.data,
            scene.tape->bytes.size);
}

void step_leaves(int fd)
{
    const struct kernel_fd *then = kernel_fd_find(&scene.seen.before, fd);
    const struct kernel_fd *now = kernel_fd_find(&scene.seen.after, fd);
    bool left = then != NULL && now != NULL && strcmp(then->what, now->what) == 0;
    if (!left)
        scene.seen.fact = FACT_GIVEN_CLOSED;
    expect(left, SYMPTOM_DESCRIPTOR, say("descriptor %d, the caller's, is still open", fd),
           "descriptor %d is %s when the step returns", fd,
           now == NULL ? "closed" : "something else");
}

void step_released(int fd)
{
    expect(kernel_fd_find(&scene.seen.after, fd) == NULL, SYMPTOM_DESCRIPTOR,
           say("descriptor %d is released", fd),
           "descriptor %d is still open when the step returns", fd);
}

void step_slept(enum wire_way way)
{
    const struct observation *seen = &scene.seen;
    long in_vain = 0, longest = 0;
    for (size_t i = seen->first; i < seen->count; i++) {
        const struct call_record *one = &seen->calls[i];
        if (observed_way(one) == way && one->result == -1 && one->error == EAGAIN)
            in_vain++;
        else if (observed_way(one) == way || observed_way(one) == WAY_WAIT)
            in_vain = 0; /* it got something, or it slept */
        longest = in_vain > longest ? in_vain : longest;
    }
    expect(longest < BUSY, SYMPTOM_SPINS, "a step that waits sleeps until there is something to do",
           "it called in vain %ld times, one after the other", longest);
}
