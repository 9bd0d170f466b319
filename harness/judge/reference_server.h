/* reference_server.h - the echo server that `make serve` runs: it holds a classroom of clients. */
#ifndef JUDGE_REFERENCE_SERVER_H
#define JUDGE_REFERENCE_SERVER_H

#include <stdio.h>

/* Listens on that address (IPv4 or IPv6 text; NULL: 127.0.0.1; "": every IPv4 address) and port (0:
 * one that is free), with SO_REUSEADDR, and sends each client its own bytes back until it ends its
 * side. Thousands at once: a client costs a descriptor and some hundred bytes, and 32 KiB at
 * most while it does not read what comes back: from one that is behind, no more is read. The limit
 * of descriptors (RLIMIT_NOFILE) is raised as far as it goes.
 *
 * Writes lines to `out`, each flushed: first `listening on IP port N`, then for each client that is
 * gone `IP port N: B bytes in, B bytes out, HOW`, where HOW is one of
 *   ended by the client
 *   reset by the client
 *   failed: WORDS           (any other error)
 *   open when the server stopped
 *
 * Returns 0 after SIGINT or SIGTERM. -1 with errno if it cannot serve: EINVAL for text that is no
 * address or a port outside 0..65535, or as socket(2), bind(2), listen(2), epoll_create1(2) and
 * signalfd(2); it has written nothing then, unless waiting itself failed, as poll(2). */
int reference_server(const char *ip, int port, FILE *out);

#endif
