/* 09_server_process.c - lesson 9, server step 5: do the work, which is to
   echo. */

/*
 * In Python:  the processing stage: connection.recv(size) and
 *             connection.send(data)
 *
 * server_process() sends back to the client every byte that it sends, in order,
 * until it ends its side.
 *   returns  how many bytes were echoed, 0 if the client said nothing; -1 with
 *            errno, after a reset
 *
 * Core: any bytes, '\0' too; any number of messages of any size, in any pieces.
 *       The answer starts before the client has ended. A send() may take less
 *       than you gave (lesson 3). The connection stays open: the next step
 *       closes it.
 * Star: goes on after EINTR; a client that sends what the buffers hold before
 *       it reads anything gets every byte.
 *
 * Read on: recv(2), send(2), RFC 862
 */
#include "steps.h"

#include <errno.h>

ssize_t server_process(int conn)
{
    /* TODO 1: receive a piece. How do you know that there will be no other? */
    /* TODO 2: send back that piece, all of it and nothing else. */
    /* TODO 3: keep count, and report what went wrong. */
    (void)conn;
    errno = ENOSYS;
    return -1;
}
