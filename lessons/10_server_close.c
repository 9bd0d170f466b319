/* 10_server_close.c - lesson 10, server step 6: close a connection or the
   listener. */

/*
 * In Python:  connection.close()
 *             s.close()
 *
 * server_close() ends a connection, or stops the listening, and releases the
 * descriptor.
 *   returns  0, also if the client has reset the connection; -1 with EBADF if
 *            sock is none
 *
 * Core: a connection: the client gets all data, then the end of the stream. A
 *       listener: new clients are refused, and the port can be bound again. The
 *       descriptor is released exactly once.
 * Star: as in lesson 4: input that nobody read does not turn the end into a
 *       reset, and a signal during the closing does not close twice. Mind that
 *       a listener has no stream to read.
 *
 * Read on: close(2), shutdown(2)
 */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_close(int sock)
{
    /* TODO 1: for the star, end your half of a connection and read to the end
       of the other. */
    /* TODO 2: release the descriptor, once, and report how that went. */
    (void)sock;
    errno = ENOSYS;
    return -1;
}
