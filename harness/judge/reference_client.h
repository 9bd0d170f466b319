/* reference_client.h - the client that students' servers talk to. */
#ifndef JUDGE_REFERENCE_CLIENT_H
#define JUDGE_REFERENCE_CLIENT_H

#include <stdio.h>

/* Connects to IP ("127.0.0.1", "::1") and PORT, sends all of the descriptor INPUT, whose end
 * becomes a half-close, and writes what comes back to OUT, both at the same time, until the server
 * ends. Returns 0; -1 with errno: EINVAL for an IP that is none, as socket(2), connect(2), read(2);
 * ECONNRESET or EPIPE for a connection that was reset; EIO if OUT takes no more. */
int reference_client(const char *ip, int port, int input, FILE *out);

#endif
