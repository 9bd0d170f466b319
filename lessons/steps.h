/* steps.h - the ten steps of TCP sockets: what each lesson's function takes,
   does and returns. */
#ifndef STEPS_H
#define STEPS_H

/*
 * A lesson includes this file before any other: a system header looks once,
 * when it is first read, at what it may declare. Under a strict -std=c11 that
 * is the C library alone; the sockets and accept4() among them appear only with
 * this.
 */
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif

#include <netinet/in.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/types.h>

/*
 * Rules for all ten
 *
 * - Failure is -1, with errno as the failing call left it, or as said below.
 * - A step prints nothing, never exits, and leaves nothing behind that it does
 *   not hand back: no descriptor, no memory, no thread, no child process.
 * - A descriptor that comes in as an argument stays the caller's: only steps 4
 *   and 10 close it.
 * - Descriptors handed back, or owned by the caller, are blocking when the step
 *   returns.
 * - Ports are in host byte order; one outside 0..65535 is EINVAL before any
 *   socket call.
 * - No signal kills the process: a peer that has gone is -1 with EPIPE or
 *   ECONNRESET.
 * - A step that is not written yet returns -1 with ENOSYS.
 *
 * "Core" is what a lesson needs to pass; each point under "Star" earns a star.
 */

/* The client's address, as Python's accept() returns it beside the
   connection. */
struct peer {
    char ip[INET6_ADDRSTRLEN]; /* as text, ends with '\0' */
    int port;                  /* in host byte order */
};

/* ---- The client: four steps ---- */

/*
 * Lesson 1. Makes a socket of this family (AF_INET, AF_INET6) and type
 * (SOCK_STREAM, SOCK_DGRAM).
 * Returns a new descriptor, which the caller closes; -1 with socket()'s errno.
 * Core: exactly that family and type, neither bound nor connected, a new one at
 *       each call; an impossible family or type, and no descriptor left
 *       (EMFILE), are failures.
 * Star: the descriptor is closed on exec.
 * socket(2), ip(7), ipv6(7)
 */
int client_socket(int family, int type);

/*
 * Lesson 2. Looks up one address of this family that the name has, and writes
 * it as text, with its '\0', into ip, which has room for size bytes
 * (INET6_ADDRSTRLEN is enough for any).
 * Returns 0; -1 for an unknown name (any errno), or if ip is too small
 * (ENOSPC): ip is untouched.
 * Core: AF_INET; an address written as one stays itself.
 * Star: AF_INET6; what was looked up is freed, also on failure.
 * getaddrinfo(3), gethostbyname(3), inet_ntop(3)
 */
int host_address(const char *hostname, int family, char *ip, size_t size);

/*
 * Lesson 2. Looks up the port of a service ("http") under a protocol ("tcp",
 * "udp"); with protocol NULL any will do, and of several entries any.
 * Returns the port in host byte order; -1 (any errno) if there is no such
 * service, or not under that protocol. A number as text ("80") is -1, or that
 * number.
 * Core: all of it.
 * getservbyname(3), services(5)
 */
int service_port(const char *service, const char *protocol);

/*
 * Lesson 2. Connects sock to this address and port; ip is an address as text,
 * never a name.
 * Returns 0; -1 with ECONNREFUSED if nobody listens there, EINVAL if ip is no
 * address to inet_pton() (connect() is not called then; forms that only
 * inet_aton() knows may be taken or refused), EINVAL or EAFNOSUPPORT for an
 * address of the other family. sock stays open.
 * Core: an AF_INET socket.
 * Star: an AF_INET6 socket; a signal during connect(): wait for the outcome.
 *       The attempt goes on, and POSIX lets a second connect() fail with
 *       EALREADY or EISCONN.
 * connect(2), inet_pton(3), poll(2), socket(7), RFC 9293 section 3.5
 */
int client_connect(int sock, const char *ip, int port);

/*
 * Lesson 3. Sends size bytes, which may be any bytes, '\0' among them.
 * Returns size, when every byte is sent, in order and once; 0 for no bytes; -1
 * if the peer is gone.
 * Core: goes on after a send() that took less; 1 MiB.
 * Star: goes on after EINTR, before the first byte and between bytes.
 * send(2), signal(7)
 */
ssize_t client_send(int sock, const void *data, size_t size);

/*
 * Lesson 3. Receives until size bytes are there or the stream ends, however
 * many pieces they come in.
 * Returns the count, less than size only at the end of the stream, and 0 when
 * nothing is left; -1 after a reset.
 * Core: writes never past size, and no '\0' of its own there (bytes between the
 *       count and size may change); what is more than size stays for the next
 *       call.
 * Star: goes on after EINTR; bytes that came before an error are returned, and
 *       what the next call says is the system's (Linux reports a reset once).
 * recv(2)
 */
ssize_t client_recv(int sock, void *buffer, size_t size);

/*
 * Lesson 4. Ends the connection and releases the descriptor.
 * Returns 0, also if the peer has reset the connection; -1 with EBADF if sock
 * is no descriptor.
 * Core: the peer gets all data, then the end of the stream; sock is released
 *       exactly once.
 * Star: input that nobody read does not turn the end into a reset: half-close,
 *       read to the peer's end (a bound in bytes or time is fine), close; a
 *       signal during close() does not close twice (0, or -1 with EINTR).
 * close(2), shutdown(2), RFC 9293 section 3.6, RFC 1122 section 4.2.2.13
 */
int client_close(int sock);

/* ---- The server: six steps ---- */

/*
 * Lesson 5. As client_socket(), for a server: after a restart its address can
 * be bound at once.
 * Returns a new descriptor, which the caller closes; -1 with the failing call's
 * errno.
 * Core: as lesson 1, and the option for that on a SOCK_STREAM socket (for
 *       datagrams as you like).
 * Star: closed on exec; if setting the option fails, -1 and no descriptor left
 *       open.
 * socket(2), setsockopt(2), socket(7)
 */
int server_socket(int family, int type);

/*
 * Lesson 6. Binds sock to this address, "" being every local address, and port,
 * 0 being one that the kernel chooses.
 * Returns the port that sock has then; -1 with EADDRINUSE if it is taken,
 * EINVAL if ip is no address to inet_pton() (forms that only inet_aton() knows
 * may be taken or refused). sock stays open.
 * Core: an AF_INET socket.
 * Star: an AF_INET6 socket ("" is "::").
 * bind(2), getsockname(2), ip(7), ipv6(7)
 */
int server_bind(int sock, const char *ip, int port);

/*
 * Lesson 7. Lets clients queue: as many as backlog says may have connected and
 * wait for accept(); a backlog below 1 counts as 1. (Linux keeps a place more,
 * and at most /proc/sys/net/core/somaxconn.)
 * Returns 0; -1 with EOPNOTSUPP for a datagram socket.
 * Core: all of it.
 * listen(2)
 */
int server_listen(int sock, int backlog);

/*
 * Lesson 8. Blocks until a client comes, and takes the first in the queue.
 * peer, which may be NULL, gets its address as text and its port.
 * Returns a new descriptor for that client, which the caller closes; -1 with
 * EINVAL if listener does not listen. The listener goes on listening.
 * Core: an AF_INET listener.
 * Star: goes on after EINTR; passes over a client that gave up in the queue
 *       (ECONNABORTED; one that was reset may also be returned); IPv6 clients
 *       (an IPv4 client of an AF_INET6 socket may be written either way);
 *       closed on exec; EMFILE is reported.
 * accept(2), inet_ntop(3)
 */
int server_accept(int listener, struct peer *peer);

/*
 * Lesson 9. The server's work, here an echo: sends back every byte, in order,
 * until the client ends its side.
 * Returns how many it echoed, 0 for a client that said nothing; -1 after a
 * reset. conn stays open.
 * Core: any bytes, any number of messages of any size, in any pieces; goes on
 *       after a send() that took less; answers as it reads, not only at the
 *       end.
 * Star: goes on after EINTR; a client that reads late, having sent what the
 *       buffers hold, gets every byte.
 * recv(2), send(2), RFC 862
 */
ssize_t server_process(int conn);

/*
 * Lesson 10. Ends a connection or stops a listener, and releases the
 * descriptor.
 * Returns 0; -1 with EBADF if sock is no descriptor.
 * Core: a connection: the client gets all data, then the end of the stream; a
 *       listener: new clients are refused and the port can be bound again; sock
 *       is released exactly once.
 * Star: as lesson 4: input that nobody read, a signal during close().
 * close(2), shutdown(2)
 */
int server_close(int sock);

#endif
