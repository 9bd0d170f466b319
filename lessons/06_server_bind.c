/* 06_server_bind.c - lesson 6, server step 2: bind the socket to an address and
   a port. */

/*
 * In Python:  s.bind((ip, port))
 *
 * server_bind() gives the socket the address at which clients will find it.
 *   ip       an address as text; "" stands for every address of this machine
 *   port     in host byte order; 0 lets the kernel choose one
 *   returns  the port that the socket has now; -1 with errno: EADDRINUSE if it
 *            is taken, EINVAL if ip is no address or the port is outside
 *            0..65535
 *
 * Core: an AF_INET socket, bound to exactly that address and port. It stays
 *       open on failure: the caller may try another port.
 * Star: an AF_INET6 socket, for which "" is "::".
 *
 * Read on: bind(2), getsockname(2), inet_pton(3), byteorder(3), ip(7), ipv6(7)
 */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

int server_bind(int sock, const char *ip, int port)
{
    /* TODO 1: refuse a port that is none. */
    /* TODO 2: fill in the address. Which value means "every address"? */
    /* TODO 3: bind. */
    /* TODO 4: find out which port it has become. Who knows it? */
    (void)sock;
    (void)ip;
    (void)port;
    errno = ENOSYS;
    return -1;
}
