/* sockets.h - what a fresh socket must be: the expectations of lessons 1 and 5. */
#ifndef CHECKS_SOCKETS_H
#define CHECKS_SOCKETS_H

#include "judge/script.h"

/* What a step can be asked for. The first has checks of its own. */
enum { KINDS = 4 };
struct kind {
    int family, type;
};
extern const struct kind sockets_kinds[KINDS];

/* Expects that the last call handed back a socket of exactly the family and type that were asked
   for. Returns the judge's copy of it; with sockets_make() after a call. */
int sockets_made(void);
int sockets_make(enum wire_step step, int family, int type);

/* The judge's copy of the socket that the last call handed back, or -1 if that is none. */
int sockets_copy(void);

/* Expects a socket that was not there before the last call, of a kind that came rightly before. */
void sockets_made_again(void);

/* Calls STEP once for each family and type, and gives LOOK the descriptor of each socket that comes
   back, as the step knows it. One that does not come back is another check's matter. */
void sockets_of_each_kind(enum wire_step step, void (*look)(int fd));
/* For that: expect that the socket has no address and no peer; that it is closed on exec. */
void sockets_has_no_address(int fd);
void sockets_closes_on_exec(int fd);

/* Expects of every kind what other checks expect of an IPv4 stream: a new socket at each call,
   whatever was made before; descriptor 0 is one; EMFILE if none is left. */
void sockets_treated_alike(enum wire_step step);
/* Expects a socket also where all numbers up to NUMBER are taken. */
void sockets_above(enum wire_step step, int number);

/* Ask STEP for what cannot be had, and expect that it fails as socket(2) does. */
void sockets_refuses(enum wire_step step, int family, int type);

/* Ends the check as skipped where there are no IPv6 sockets; without an address there may be. */
void sockets_need_ipv6(void);

/* An option of SOCK as getsockopt(2) gives it, -1 if it has none. */
int sockets_option(int sock, int name);

#endif
