/* gate.h - the step's side of the control socket: what a call says before and after. */
#ifndef STAGE_GATE_H
#define STAGE_GATE_H

#include "stage/wire.h"

#include <sys/types.h>

/* What the judge answers to a call. */
struct gate_answer {
    enum wire_op op;
    long value;
};

/* The control socket; descriptors from GATE_RESERVED up are the kit's, not the student's. */
enum { GATE_RESERVED = 1000, GATE_CONTROL = GATE_RESERVED };

/* Opens and shuts the gate: outside a step's call nothing is reported. Any thread of the process
   reports, one at a time; forked children pass without a word. `library` is the address that call
   sites are counted from, SOCKET the step's (or -1). */
void gate_open(const void *library, int socket, const void *buffer, size_t size);
/* Bytes have gone over SOCKET of gate_open() since this was last asked, whatever the call. */
bool gate_moved(void);
void gate_shut(void);
/* From now on the process may compute for GATE_CPU_SECONDS of its own time, then SIGXCPU comes. Not
   RLIMIT_CPU: that counts in ticks, and on a busy machine more of them than the process has had. */
enum { GATE_CPU_SECONDS = 2 };
void gate_wind_clock(void);
bool gate_is_open(void);
/* A step is under way, whatever thread asks. */
bool gate_in_step(void);

/* Whether CALL is one that sends; of those that transfer, the others receive. */
bool gate_sends(enum wire_call call);

/* A new report of CALL on descriptor FD made from SITE (a return address). */
struct wire_event gate_event(enum wire_call call, int fd, const void *site);

/* Says that EVENT is about to happen, and waits for the answer; with credit left, answers GO. */
struct gate_answer gate_about(struct wire_event *event);

/* Says that the call would block, and waits for the answer. */
struct gate_answer gate_waits(struct wire_event *event, bool input, bool output);

/* Says how the call ended; RESULT -1 takes errno along. Keeps errno. Returns RESULT. */
long gate_did(struct wire_event *event, long result);

/* The offset of POINTER in the buffer that the step was given, -1 if it lies elsewhere. */
long gate_offset(const void *pointer);

/* One message of SIZE bytes to SOCKET, with a copy of DESCRIPTOR unless it is -1. 0, or -1 with
   errno as sendmsg(2). */
int gate_message(int socket, const void *data, size_t size, int descriptor);
/* One message to the judge, optionally with a descriptor; ends the process if nobody listens. */
void gate_send(const struct wire_event *event, int descriptor);
/* One message from the judge; *DESCRIPTOR is what came with it, or -1. */
void gate_receive(struct wire_order *order, int *descriptor);

/* Ends the process and leaves WHY for the judge to read. */
_Noreturn void gate_give_up(const char *why);

#endif
