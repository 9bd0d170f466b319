/* 07_server_listen.c - lesson 7, server step 3: listen for clients. */

/*
 * In Python:  s.listen(backlog)
 *
 * server_listen() turns the socket into a listener. From now on the kernel
 * completes the handshakes by itself and keeps the clients in a queue until the
 * server accepts them.
 *   backlog  how many may wait in that queue; less than 1 counts as 1
 *   returns  0, at once; -1 with errno: EOPNOTSUPP for a datagram socket
 *
 * Core: all of it. Mind what the kernel makes of 0 and of a negative number.
 *
 * Read on: listen(2)
 */
#include "steps.h"

#include <errno.h>

int server_listen(int sock, int backlog)
{
    /* TODO 1: see to it that at least one client can wait. */
    /* TODO 2: listen, and report how that went. */
    (void)sock;
    (void)backlog;
    errno = ENOSYS;
    return -1;
}
