/* 02_client_connect.c - lesson 2, client step 2: look up the server and connect
   to it. */

/*
 * In Python:  ip = socket.gethostbyname(hostname)
 *             port = socket.getservbyname(servicename[, protocolname])
 *             s.connect((ip, port))
 *
 * host_address() writes one address of the name, as text, into ip, which has
 * room for size bytes.
 *   returns  0; -1 for an unknown name, or with ENOSPC if ip is too small: ip
 *            is untouched then
 *   Core: AF_INET; an address written as one ("127.0.0.1") stays itself.
 *   Star: AF_INET6; what was looked up is freed, also on failure.
 *
 * service_port() says which port a service has under a protocol; NULL stands
 * for any protocol.
 *   returns  the port in host byte order; -1 if there is none. "80" is -1, or
 *            80, as you like.
 *   Core: all of it.
 *
 * client_connect() connects sock to an address, given as text, and a port in
 * host byte order.
 *   returns  0; -1 with errno: ECONNREFUSED if nobody listens there, EINVAL if
 *            ip is no address or the port is outside 0..65535 (find out before
 *            you touch the socket)
 *   Core: an AF_INET socket, which stays the caller's also on failure.
 *   Star: an AF_INET6 socket; a signal that interrupts connect(). The attempt
 *         goes on without you: wait for its outcome instead of starting again.
 *
 * Read on: getaddrinfo(3), gethostbyname(3), getservbyname(3), inet_pton(3),
 *          inet_ntop(3), byteorder(3), connect(2), ip(7), ipv6(7)
 */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <string.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    /* TODO 1: look the name up, for this family only. How does that call report
       a failure? */
    /* TODO 2: turn one of the addresses found into text. */
    /* TODO 3: give it to the caller if there is room for all of it, and tidy
       up. */
    (void)hostname;
    (void)family;
    (void)ip;
    (void)size;
    errno = ENOSYS;
    return -1;
}

int service_port(const char *service, const char *protocol)
{
    /* TODO 4: look the service up. What comes back if it is unknown? */
    /* TODO 5: return its port. In which byte order does the answer hold it? */
    (void)service;
    (void)protocol;
    errno = ENOSYS;
    return -1;
}

int client_connect(int sock, const char *ip, int port)
{
    /* TODO 6: refuse a port that is none. */
    /* TODO 7: fill in the server's address: its family, port and IP, as the
       kernel wants them. */
    /* TODO 8: connect, and report how that went. */
    (void)sock;
    (void)ip;
    (void)port;
    errno = ENOSYS;
    return -1;
}
