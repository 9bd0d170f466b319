/* 04_client_close.c - lesson 4, client step 4: close the connection. */

/*
 * In Python:  s.close()
 *
 * client_close() ends the connection and releases the descriptor. It is the
 * caller's no more.
 *   returns  0, also if the peer has reset the connection; -1 with EBADF if
 *            sock is none
 *
 * Core: the peer gets all data, then the end of the stream. The descriptor is
 *       released exactly once: a second time would hit whoever has its number
 *       by then.
 * Star: bytes that came in and that nobody read do not spoil the end. The
 *       kernel takes a close over unread bytes for a failure and resets the
 *       connection. So say first that you have nothing more to send, read on
 *       until the peer says so too (up to a bound that you choose), and only
 *       then close. And: a signal during the closing must not close twice.
 *
 * Read on: close(2), shutdown(2), RFC 9293 section 3.6
 */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int client_close(int sock)
{
    /* TODO 1: for the star, end your half and read to the end of the other. */
    /* TODO 2: release the descriptor, once, and report how that went. */
    (void)sock;
    errno = ENOSYS;
    return -1;
}
