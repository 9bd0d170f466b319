/* calls.h - what the wrapped calls have in common. The linker's --wrap leads a lesson's calls here.
 */
#ifndef STAGE_CALLS_H
#define STAGE_CALLS_H

#include "stage/gate.h"

#include <stddef.h>
#include <sys/socket.h>

#define CALLS_SITE __builtin_return_address(0)

/* The C library has OTHER, too, for the same function as NAME, in the same file. */
#define CALLS_SAME(name, other) __typeof__(name) other __attribute__((alias(#name)))

/* The call is to be reported: the gate is open and FD is an IPv4 or IPv6 socket, or not open at
   all. What a step waits for on a pipe or the like of its own is its own affair. */
bool calls_gated(int fd);
/* FD waits: neither O_NONBLOCK is set nor ... */
bool calls_blocking(int fd);
/* The time limit of FD for sending or receiving (SO_SNDTIMEO, SO_RCVTIMEO) in milliseconds; 0:
 * none. */
long calls_timed(int fd, bool sends);
bool calls_listener(int fd);
/* What _FORTIFY_SOURCE checks: SIZE bytes fit in ROOM. */
void calls_check_room(size_t size, size_t room);

/* A connect() that was interrupted goes on behind the step's back. Before each CALL of
   the step, in case that is one that waits for it; whether FD is its socket; a wait for it of at
   most TIMEOUT milliseconds, -1: for ever. */
void calls_go_on_with_late_connect(enum wire_call call);
bool calls_connects_late(int fd);
bool calls_await_late_connect(long timeout); /* true: it has begun, or there is none */
void calls_forget_late_connect(void);

/* Any transfer, in pieces of which the judge is asked. MESSAGE is filled in as recvmsg(2) does. */
ssize_t calls_transfer(enum wire_call call, int fd, struct msghdr *message, int flags,
                       const void *site);

/* Lists of getaddrinfo() that this step has not freed. */
long calls_lookups_held(void);
/* How often the names that the judge has given were asked for, in any process of the run. */
long calls_looked_up(void);
void calls_forget_lookups(void);

/* The last number of 16 bits that the step gave to htonl() or ntohl(), 0 if there is none. */
long calls_widened(void);
void calls_forget_widened(void);

/* From now on number FD is taken again as soon as it has been closed; -1: no number is. Says
   whether that has happened with the number that was named before. */
bool calls_reuse(int fd);

/* How many blocks of memory more the step has than when this call of it began. */
long calls_blocks_held(void);
void calls_begin_blocks(void);

/* Counts the processes of a run, in memory that they share. */
void calls_count_processes(void);

#endif
