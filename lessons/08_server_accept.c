/* 08_server_accept.c - lesson 8, server step 4: accept a client. */

/*
 * In Python:  connection, address = s.accept()
 *
 * server_accept() waits until a client is in the queue and takes the first one
 * out.
 *   peer     where to write the client's address as text and its port; NULL:
 *            nowhere
 *   returns  a new descriptor, for this client alone, which the caller closes;
 *            -1 with errno: EINVAL if the socket does not listen
 *
 * Core: an AF_INET listener, which goes on listening: it is not the descriptor
 *       to talk on.
 * Star: goes on waiting after EINTR; passes over a client that gave up in the
 *       queue (ECONNABORTED); IPv6 clients; not inherited over exec; no
 *       descriptor left: EMFILE.
 *
 * Read on: accept(2), inet_ntop(3), byteorder(3)
 */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <unistd.h>

int server_accept(int listener, struct peer *peer)
{
    /* TODO 1: take the next client. What must the kernel know about the room
       for its address? */
    /* TODO 2: tell an error of this one client, or of this moment, from one of
       the listener. */
    /* TODO 3: write down who it is, if the caller wants to know. */
    (void)listener;
    (void)peer;
    errno = ENOSYS;
    return -1;
}
