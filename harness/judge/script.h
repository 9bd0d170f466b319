/* script.h - what a check is written in: a scene, a script, a call, expectations. */
#ifndef JUDGE_SCRIPT_H
#define JUDGE_SCRIPT_H

#include "judge/observation.h"
#include "judge/peer.h"

#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>

enum tier { CORE, STRETCH };

/* A check: a name that is a sentence, the checks that it builds on, and what it does. */
struct check {
    const char *name;
    enum tier tier;
    enum wire_step step; /* the function that it is about */
    void (*run)(void);
    const struct check *needs[4];
};

/* CHECK(sends_all, CORE, CLIENT_SEND, "sends every byte", &other_check, ...) { ... } */
#define CHECK(id, tier_, step_, name_, ...)                                                        \
    static void id##_run(void);                                                                    \
    static const struct check id = {.name = name_,                                                 \
                                    .tier = tier_,                                                 \
                                    .step = STEP_##step_,                                          \
                                    .run = id##_run,                                               \
                                    .needs = {__VA_ARGS__}};                                       \
    static void id##_run(void)

/* --- the scene -------------------------------------------------------------------------------- */

/* Each check has a process of its own for the step. It begins with an empty scene; a check that
   needs several begins each with this: only the process stays, as it does in a program that takes
   the step more than once. */
void new_scene(void);

/* A TCP connection over loopback: one end in the step's process, the other is the peer's.
   Returns the step's descriptor. */
int connected(int family);
/* The same with the smallest buffers: little is under way, and a sender soon waits. */
int connected_small(int family);
/* A descriptor for the step: a copy of the judge's FD, at a number of the kernel's choice. The copy
   here stays the judge's. */
int give(int fd);
/* The same, at number AT. */
void give_at(int fd, int at);
/* The judge's copy of the step's descriptor FD, or -1. */
int show(int fd);
/* Closes the step's descriptor FD. */
void take_away(int fd);
/* As soon as the step has closed FD, something else is opened at that number, as happens in every
   program with threads. Ask number_reused() once, after the call, whether that came to pass: a
   descriptor that was not closed by close() is not seen here. */
void reuse_number(int fd);
bool number_reused(void);
/* The judge's copy of the step's end of the connection; release it where an end is to be seen. */
int our_copy(void);
void release_our_copy(void);
/* From now on the step can open N further descriptors; -1: as many as it likes. */
void limit_descriptors(int n);
/* The hosts and services that look-ups know in this run. */
void know_names(const struct wire_names *names);
/* Numbers that differ from run to run: from LOW to HIGH. */
int any_number(int low, int high);
/* SIZE bytes that differ from run to run, with NULs among them; freed with the run. */
const unsigned char *any_bytes(size_t size);
/* A word of LENGTH letters that differs from run to run; freed with the run. */
const char *any_word(size_t length);
/* Ends the check as skipped: this machine cannot show it. */
_Noreturn void skip(const char *why);

/* --- addresses, as the judge sees them -------------------------------------------------------- */

/* An address of the loopback network that differs from run to run, as text. */
const char *any_loopback(void);
/* A port of IP that nobody has: one below 1024, or for a user who may not bind these one below
   2048; its two bytes differ. -1 if there is none. */
int any_low_port(const char *ip);
/* A socket of the judge's, close-on-exec; the machine's fault if there is none. */
int judge_socket(int family, int type);
/* The same, bound to IP and PORT (0: any), -1 if that cannot be; listening if BACKLOG >= 0. */
int judge_bound(int family, const char *ip, int port, int backlog);
/* The local address of a socket, and that of its peer: port 0 or "" if there is none. */
int local_port(int fd);
const char *local_ip(int fd);
int remote_port(int fd);
const char *remote_ip(int fd);

/* --- the script ------------------------------------------------------------------------------- */

/* What comes next happens when the step waits in a call of this WAY; without it, at once. */
void when_blocked_in(enum wire_way way);
/* ... and has waited for a second: a wait with a shorter time limit ends once, in vain. */
void after_a_second(void);
/* What comes next happens at once after what was last to happen. */
void and_then(void);
/* What comes next happens when the end of the step's stream has reached the peer, and the step
   waits for input or lets time pass; what is left of it happens in connection_ends(). */
void when_its_end_came(void);
void peer_sends(const char *text);
void peer_sends_bytes(const void *data, size_t size);
void peer_ends(void); /* half-close */
void peer_resets(void);
void peer_stops_reading(void);
void peer_reads(void);
/* Not a part of the script: waits here until SIZE bytes of what the peer has sent are with the
   step, or as many as have room there. */
void input_arrives(int size);
/* The peer has received SIZE bytes by now, or the step is waiting for nothing. */
void peer_has(size_t size);
/* The peer as a client: connects to LISTENER, a socket of the judge, from loopback. */
void client_comes(int listener);
/* How many clients have come so far. */
int clients_so_far(void);
void client_sends(int n, const char *text);
/* How many bytes the N-th client received before the end of the stream. */
size_t client_received(int n);
/* The socket of the N-th client (0 is the first), -1 if it has not come; and its reset. */
int client_socket_of(int n);
void client_resets(int n);
/* The kernel says that the step's end is in this state of TCP, by what the peer has done. */
void step_end_becomes(int state);
/* Anything else that is to happen. */
void happens(void (*what)(void *), void *context, const char *story);

/* The N-th call (1 is the first) of WAY fails with ERROR, transfers at most SIZE bytes, or is
   interrupted before it does anything, while it waits, or when it has done its work. */
void refuse(enum wire_way way, int n, int error);
void shorten(enum wire_way way, int n, size_t size);
void interrupt(enum wire_way way, int n);
void interrupt_wait(enum wire_way way, int n);
void interrupt_after(enum wire_way way, int n, int error);
/* The next N waits of WAY that would end by themselves after a while end so, with nothing there. */
void time_passes(enum wire_way way, int n);
/* The call with index N of a step's record, whatever it is, is answered so. */
void fault_at(size_t n, enum wire_op op, long value);
/* How many of the faults have struck. */
int faults_struck(void);

/* --- the call --------------------------------------------------------------------------------- */

/* Each calls the student's function and returns what it returned. A step that dies, or is stuck, or
   is still to do, ends the check with that verdict. */
long call_socket(enum wire_step step, int family, int type);
long call_host_address(const char *hostname, int family, size_t size);
long call_service_port(const char *service, const char *protocol);
long call_connect(int sock, const char *ip, int port);
long call_send(int sock, const void *data, size_t size);
long call_recv(int sock, size_t size);
long call_close(enum wire_step step, int sock);
long call_bind(int sock, const char *ip, int port);
long call_listen(int sock, int backlog);
long call_accept(int listener, bool with_peer);
long call_process(int conn);

/* What the step wrote into its buffer: `size` bytes for recv and host_address, a struct peer. */
const unsigned char *step_buffer(void);
/* All that was seen so far. */
struct observation *seen(void);

/* --- expectations ----------------------------------------------------------------------------- */

/* Each ends the check as failed, with what was expected and seen, if it does not hold. */
void step_returned(long result);
void step_failed_with(int error); /* -1 and this errno */
void step_failed(void);           /* -1, any errno but the one of a skeleton */
void step_received(const void *data, size_t size);
void next_in_queue(size_t size); /* so many bytes are still in the step's socket */
void peer_received(const void *data, size_t size);
/* Lets a connection whose peer ends too come to its end, after the call: our copy is released, the
   script goes on to the end, and a peer that has not read reads. Then seen()->peer_ended and
   peer_reset say how it was for the peer. */
void connection_ends(void);
void peer_was_not_reset(void);      /* it saw the end of the stream, and nothing that spoiled it */
void step_leaves(int fd);           /* the caller's descriptor is what it was */
void step_released(int fd);         /* ... and is not any more */
void step_slept(enum wire_way way); /* it did not look again and again while it waited */

/* A descriptor that was left open is for this check to judge, or follows from what it judges: the
   check that every lesson has does not fail as well. True if there was one. */
bool forgive_leak(void);
/* The same for a descriptor of the caller's that was closed. */
bool forgive_theft(void);

/* For what is not covered by these: ends the check as failed unless HOLDS. The two texts complete
   "expected: " and "seen: ". */
void expect(bool holds, enum symptom symptom, const char *expected, const char *seen_format, ...)
    __attribute__((format(printf, 4, 5)));

/* --- the single-fault sweep ------------------------------------------------------------------- */

/* Runs SCENE once as it is, then once for each call that it makes and each error that may occur
   there. After a fault the step has to return -1 with that errno and nothing left behind, or to
   have done its work all the same, which VERIFY (expectations) says. */
void sweep(void (*scene)(void), void (*verify)(void));

/* Words for what was seen, that live as long as the process (message.c): "returned 3", or -1 and
   its errno; an errno with its meaning. */
const char *say_result(const struct observation *seen);
const char *say_errno(int error);

#endif
