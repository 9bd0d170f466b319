/* 05_server_socket.c - lesson 5, server step 1: make the listening socket. */

/*
 * In Python:  s = socket.socket(family, type)
 *
 * server_socket() makes a socket as lesson 1 does, and prepares it for a
 * server's life.
 *   family   AF_INET or AF_INET6
 *   type     SOCK_STREAM or SOCK_DGRAM
 *   returns  a new descriptor, which the caller closes; -1 with errno
 *
 * Core: as lesson 1. And a stream server that is stopped and started again can
 *       have its address at once, although connections of the old one still
 *       linger (TIME_WAIT). Two servers at the same time must not be able to
 *       share it, though. There is an option for exactly that.
 * Star: not inherited over exec; if the socket cannot be prepared, -1 with the
 *       errno that says why, and no descriptor is left open.
 *
 * Read on: socket(2), setsockopt(2), socket(7)
 */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

int server_socket(int family, int type)
{
    /* TODO 1: make the socket. */
    /* TODO 2: switch on the option that a restart needs. Its value is the
       caller's memory: what does the kernel have to know about it? */
    /* TODO 3: if that fails, leave nothing behind, and keep the reason. */
    (void)family;
    (void)type;
    errno = ENOSYS;
    return -1;
}
