/* 01_client_socket.c - lesson 1, client step 1: make a socket. */

/*
 * In Python:  s = socket.socket(family, type)
 *
 * client_socket() makes an endpoint, not yet a connection.
 *   family   AF_INET or AF_INET6
 *   type     SOCK_STREAM (TCP) or SOCK_DGRAM (UDP)
 *   returns  a new descriptor, which the caller closes; -1 with errno
 *
 * Core: exactly the family and type asked for, neither bound nor connected, a
 *       new one at each call. If it cannot be made (no such family or type, no
 *       descriptor left), -1 and errno says why. Which numbers can a descriptor
 *       have? Test for failure, not for zero.
 * Star: a program that this process starts by exec does not inherit the
 *       descriptor.
 *
 * Read on: socket(2), tcp(7), udp(7)
 */
#include "steps.h"

#include <errno.h>

int client_socket(int family, int type)
{
    /* TODO 1: ask the kernel for a socket of this family and type; it picks the
       protocol. */
    /* TODO 2: hand it back, or say that there is none. Who has set errno by
       then? */
    (void)family;
    (void)type;
    errno = ENOSYS;
    return -1;
}
