/* mistakes_receiving_test.c - mistakes in receiving, told apart by what was seen. */
#include "mistakes_world.h"

/* Was to receive 8 bytes. */
#define RECEIVES .asked = {.step = STEP_CLIENT_RECV, .fd = 4, .args = {0, 8}}
#define ECHOES .asked = {.step = STEP_SERVER_PROCESS, .fd = 4}
#define SENDS .asked = {.step = STEP_CLIENT_SEND, .fd = 4, .args = {0, 8}}
#define CLOSES .asked = {.step = STEP_CLIENT_CLOSE, .fd = 4}
#define WRONG(result_, expected_)                                                                  \
    .returned = true, .symptom = SYMPTOM_RESULT, .result = result_, .expected_result = expected_
#define GARBLED(expected_, seen_)                                                                  \
    .returned = true, .symptom = SYMPTOM_RECEIVED, .expected = BYTES(expected_),                   \
    .seen = BYTES(seen_)
/* A recv() of SIZE bytes to OFFSET in the step's buffer; -1: to somewhere else. */
#define GETS(result_, size, offset_) CALL(RECV, result_, .fd = 4, .args = {size}, .offset = offset_)
#define FLAGGED(result_, size, flags) CALL(RECV, result_, .fd = 4, .args = {size, flags})
#define BROKEN_OFF FAILS(RECV, ECONNRESET, .fd = 4, .args = {8}, .offset = -1)
#define PUTS(result_, size) CALL(SEND, result_, .fd = 4, .args = {size}, .offset = -1)
#define OVERFLOW(access, where)                                                                    \
    "==1==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x60\n" access                  \
    "0x60 is located " where "8-byte region"

static const struct row rows[] = {
    {"recv-past-size",
     IS,
     "a recv() of the whole size behind the first piece",
     {RECEIVES, WRONG(11, 8), CALLS(GETS(3, 8, 0), GETS(8, 8, 3))}},
    {"recv-past-size",
     IS_NOT,
     "a recv() of what is missing",
     {RECEIVES, WRONG(3, 8), CALLS(GETS(3, 8, 0), GETS(0, 5, 3))}},
    {"recv-past-size",
     IS_NOT,
     "a recv() into a large buffer of the step's own",
     {RECEIVES, WRONG(3, 8), CALLS(GETS(3, 512, -1))}},

    {"recv-terminator",
     IS,
     "a byte written right behind the buffer",
     {RECEIVES, .symptom = SYMPTOM_DIED,
      .report = (char *)OVERFLOW("WRITE of size 1 at 0x60\n", " 0 bytes to the right of ")}},
    {"recv-terminator",
     IS_NOT,
     "a byte read right behind the buffer",
     {RECEIVES, .symptom = SYMPTOM_DIED,
      .report = (char *)OVERFLOW("READ of size 1 at 0x60\n", " 0 bytes to the right of ")}},
    {"recv-terminator",
     IS_NOT,
     "a byte written further off",
     {RECEIVES, .symptom = SYMPTOM_DIED,
      .report = (char *)OVERFLOW("WRITE of size 1 at 0x60\n", " 3 bytes to the right of ")}},

    {"recv-peeked",
     IS,
     "bytes that were only looked at",
     {RECEIVES, WRONG(3, 8), CALLS(FLAGGED(3, 8, MSG_PEEK))}},
    {"recv-peeked",
     IS_NOT,
     "a look of a step that has nothing to receive",
     {CLOSES, WRONG(3, 8), CALLS(FLAGGED(3, 8, MSG_PEEK))}},
    {"recv-peeked",
     IS_NOT,
     "a look before the bytes are taken",
     {RECEIVES, WRONG(3, 8), CALLS(FLAGGED(3, 8, MSG_PEEK), FLAGGED(3, 8, 0))}},
    {"recv-peeked",
     IS_NOT,
     "a look that found the end of the stream",
     {RECEIVES, WRONG(-1, 0), CALLS(FLAGGED(0, 8, MSG_PEEK))}},

    {"recv-overwrites",
     IS,
     "two pieces at one place",
     {RECEIVES, GARBLED("hello wo", "lo wo\0\0\0"), CALLS(GETS(3, 8, 0), GETS(5, 5, 0))}},
    {"recv-overwrites",
     IS,
     "the last piece at the beginning, by a buffer of its own",
     {RECEIVES, GARBLED("hello wo", "lo wolo "), CALLS(GETS(3, 8, -1), GETS(5, 5, -1))}},
    {"recv-overwrites",
     IS_NOT,
     "the second piece behind the first",
     {RECEIVES, GARBLED("hello wo", "hexlo wo"), CALLS(GETS(3, 8, 0), GETS(5, 5, 3))}},
    {"recv-overwrites",
     IS_NOT,
     "the second piece at the place that was only looked at",
     {RECEIVES, GARBLED("hello wo", "xello wo"), CALLS(FLAGGED(3, 8, MSG_PEEK), GETS(8, 8, 0))}},

    {"one-recv",
     IS,
     "one recv() that gave less than was asked for",
     {RECEIVES, WRONG(3, 8), CALLS(GETS(3, 8, 0))}},
    {"one-recv",
     IS_NOT,
     "two of them",
     {RECEIVES, WRONG(4, 8), CALLS(GETS(3, 8, 0), GETS(1, 5, 3))}},
    {"one-recv",
     IS_NOT,
     "one recv() that was to wait for all",
     {RECEIVES, WRONG(3, 8), CALLS(FLAGGED(3, 8, MSG_WAITALL))}},
    {"one-recv",
     IS_NOT,
     "one recv() that was asked for that much",
     {RECEIVES, WRONG(1, 8), CALLS(GETS(1, 1, 0))}},

    {"error-counted",
     IS,
     "a count that is one too small after a failure",
     {RECEIVES, WRONG(4, 5), CALLS(GETS(5, 8, 0), BROKEN_OFF)}},
    {"error-counted",
     IS,
     "the same with send()",
     {SENDS, WRONG(4, -1), CALLS(PUTS(5, 8), FAILS(SEND, ECONNRESET, .fd = 4, .offset = 5))}},
    {"error-counted",
     IS_NOT,
     "a count that is one too small after no failure",
     {RECEIVES, WRONG(4, 5), CALLS(GETS(5, 8, 0))}},
    {"error-counted",
     IS_NOT,
     "the -1 of the only call",
     {RECEIVES, WRONG(-1, 0), CALLS(BROKEN_OFF)}},

    {"partial-lost",
     IS,
     "-1 although bytes had come",
     {RECEIVES, WRONG(-1, 5), CALLS(GETS(5, 8, 0), BROKEN_OFF)}},
    {"partial-lost",
     IS_NOT,
     "-1 where nothing had come",
     {RECEIVES, WRONG(-1, 5), CALLS(BROKEN_OFF)}},
    {"partial-lost",
     IS_NOT,
     "-1 at the end of the stream",
     {RECEIVES, WRONG(-1, 5), CALLS(GETS(5, 8, 0), GETS(0, 3, 5))}},

    {"reset-as-end", IS, "0 after a reset", {RECEIVES, WRONG(0, -1), CALLS(BROKEN_OFF)}},
    {"reset-as-end",
     IS,
     "the count so far after a reset",
     {ECHOES, WRONG(5, -1), CALLS(GETS(5, 512, -1), PUTS(5, 5), BROKEN_OFF)}},
    {"reset-as-end",
     IS_NOT,
     "0 after another failure",
     {RECEIVES, WRONG(0, -1), CALLS(FAILS(RECV, ENOTCONN, .fd = 4))}},
    {"reset-as-end",
     IS_NOT,
     "success after send() met the reset",
     {ECHOES, WRONG(5, -1), CALLS(FAILS(SEND, ECONNRESET, .fd = 4))}},

    {"end-as-error",
     IS,
     "-1 at the end of the stream",
     {ECHOES, WRONG(-1, 5), CALLS(GETS(5, 512, -1), PUTS(5, 5), GETS(0, 512, -1))}},
    {"end-as-error",
     IS_NOT,
     "-1 after a failure",
     {RECEIVES, WRONG(-1, 0), CALLS(GETS(0, 8, 0), FAILS(RECV, ENOTCONN, .fd = 4))}},
    {"end-as-error",
     IS_NOT,
     "-1 after a recv() of no bytes",
     {RECEIVES, WRONG(-1, 0), CALLS(GETS(0, 0, 0))}},
    {"end-as-error",
     IS_NOT,
     "-1 of a step that closes",
     {CLOSES, WRONG(-1, 0), CALLS(GETS(0, 512, -1))}},
};

int main(void) { return run_rows(mistakes_of_receiving, rows, sizeof rows / sizeof *rows); }
