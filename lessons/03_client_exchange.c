/* 03_client_exchange.c - lesson 3, client step 3: send and receive. */

/*
 * In Python:  s.send(data)
 *             data = s.recv(size)
 *
 * TCP is a stream of bytes: it keeps their order, not their grouping. One
 * send() may take less than you gave, one recv() may bring less than was sent.
 * These two functions hide that.
 *
 * client_send() sends size bytes from data; any of them may be '\0'.
 *   returns  size, when all are sent, in order and once (0 for no bytes); -1
 *            with errno
 *   Core: goes on where a short send() stopped. A peer that has gone is -1 with
 *         EPIPE or ECONNRESET. By default another thing happens first: what,
 *         and how is it kept off?
 *   Star: goes on after EINTR, before the first byte and between bytes.
 *
 * client_recv() fills buffer with size bytes, or as many as come before the
 * stream ends.
 *   returns  the count; 0 if the stream had ended already; -1 with errno, after
 *            a reset
 *   Core: joins the pieces; writes never past size, not even a '\0'; what is
 *         more than size stays for the next call.
 *   Star: goes on after EINTR; bytes that came before an error are not lost.
 *
 * Read on: send(2), recv(2), signal(7)
 */
#include "steps.h"

#include <errno.h>

ssize_t client_send(int sock, const void *data, size_t size)
{
    /* TODO 1: send what is left, until nothing is. Where does the next piece
       begin? */
    /* TODO 2: tell an error that ends it from one that does not. */
    (void)sock;
    (void)data;
    (void)size;
    errno = ENOSYS;
    return -1;
}

ssize_t client_recv(int sock, void *buffer, size_t size)
{
    /* TODO 3: receive the next piece. Where does it belong, and how much room
       is left? */
    /* TODO 4: know the end of the stream when you see it. */
    /* TODO 5: decide what an error means when some bytes are there already. */
    (void)sock;
    (void)buffer;
    (void)size;
    errno = ENOSYS;
    return -1;
}
