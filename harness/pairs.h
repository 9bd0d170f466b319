/* pairs.h - a client and a server talk to each other: real programs, real transfers. */
#ifndef PAIRS_H
#define PAIRS_H

#include <stdbool.h>
#include <stddef.h>

/* One of the two: the words of its command line up to the address, NULL ends them. */
struct party {
    const char *path; /* NULL: the running program */
    const char *words[6];
};

/* What went wrong first; "" if nothing did. */
struct difference {
    char what[64];  /* the transfer */
    char sent[128]; /* in words */
    char expected[128];
    char seen[256];
};

/* Starts the server on IP, a port of the kernel's choice, and lets one client after another send to
 * it: a byte, NUL bytes, a megabyte, nothing, and a byte again. All must come back, then the end.
 * Whoever sleeps while nothing is on its way any more is ended, with what he has started. Returns
 * 0, also if there is a DIFFERENCE; -1 with errno if a program could not be started, EINTR if
 * SIGINT or the like came: nothing is left then, either. */
int pairs_try(const struct party *client, const struct party *server, const char *ip,
              struct difference *difference);

#endif
