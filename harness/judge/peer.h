/* peer.h - the server and the client that students talk to: one small event loop over epoll(7).
 *
 * A loop (struct peers) owns listeners and connections. It never blocks in a socket call, and it
 * does nothing by itself: what happens is told to the handlers, and what to do about it (greet,
 * echo, drip, stall, half-close, reset) is theirs. Handlers run inside peers_turn() only.
 *
 * A handler may close or reset its own connection or any other, listen, unlisten, connect and send.
 * It must not call peers_turn() (-1, EDEADLK) nor peers_free().
 *
 * A connection lives until peer_close(), peer_reset() or peers_free(): neither `ended` nor `failed`
 * frees it. All sockets are non-blocking and close-on-exec, and no call here raises SIGPIPE.
 * Not for use by several threads at once. Linux only: epoll(7), accept4(2). */
#ifndef JUDGE_PEER_H
#define JUDGE_PEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

struct peers;     /* an event loop with its listeners and connections */
struct peer_conn; /* one connection */

/* Any of them may be NULL. */
struct peer_handlers {
    /* Accepted, or the connect() has finished. Not called for an adopted socket. */
    void (*opened)(struct peer_conn *conn);

    /* The next `size` (> 0) bytes of the stream. `data` is the loop's and gone on return. */
    void (*received)(struct peer_conn *conn, const void *data, size_t size);

    /* The other side has ended its stream: once, after everything received. Sending goes on. */
    void (*ended)(struct peer_conn *conn);

    /* The connection is dead, and why: once, after everything that came before and could still be
     * taken. ECONNREFUSED and the like if the connect() failed, ECONNRESET for a reset, EPIPE for a
     * reset that followed the end of the other side's stream (tcp(7) tells these two apart). */
    void (*failed)(struct peer_conn *conn, int error);

    /* Everything that had to be queued has gone to the kernel. */
    void (*drained)(struct peer_conn *conn);
};

/* A loop without sockets. The handlers are not copied and must outlive it; `context` is handed back
 * by peers_context(). NULL with errno: ENOMEM, or as epoll_create1(2) and timerfd_create(2). */
struct peers *peers_new(const struct peer_handlers *handlers, void *context);

/* Closes every socket that the loop owns, as peer_close() does, and frees it. NULL is allowed. */
void peers_free(struct peers *peers);

void *peers_context(struct peers *peers);

/* Receives up to `size` (> 0) bytes at once instead of 8 KiB; not to be called by a handler. 0; or
 * -1 with ENOMEM, and all stays as it was. */
int peers_input(struct peers *peers, size_t size);

/* A descriptor for poll(2) and the like: readable when peers_turn() has work. Stays the loop's. */
int peers_fd(const struct peers *peers);

/* Waits up to `timeout_ms` milliseconds (0: not at all, -1: as long as it takes) and handles what
 * is ready: the number of events; 0 if there was none, or a signal ended the wait early; -1 with
 * errno as epoll_wait(2). */
int peers_turn(struct peers *peers, int timeout_ms);

/* Calls `visit` for each connection, which it may close (but not another one). */
void peers_each(struct peers *peers, void (*visit)(struct peer_conn *conn));

/* Binds with SO_REUSEADDR, listens, and takes clients from then on. Returns the listener's
 * descriptor, which the loop owns: ask it for the port with getsockname(2). -1 with errno as
 * socket(2), bind(2) or listen(2).
 *
 * Where accept(2) lacks descriptors or memory, clients stay in the queue until a connection of this
 * loop is closed, or for a second; then it is tried again. */
int peers_listen(struct peers *peers, const struct sockaddr *address, socklen_t size, int backlog);

/* Closes the listener; the connections that came by it stay. */
void peers_unlisten(struct peers *peers, int listener);

/* Off: clients stay in the queue. On again: they are taken. Off in `opened` takes just one. */
void peers_accepting(struct peers *peers, int listener, bool on);

/* Begins to connect; `opened` or `failed` tells the outcome. What is sent meanwhile waits for it.
 * NULL with errno if it fails at once: as socket(2) or connect(2). */
struct peer_conn *peers_connect(struct peers *peers, const struct sockaddr *address,
                                socklen_t size);

/* Takes over a connected stream socket, which becomes non-blocking and close-on-exec. NULL with
 * errno: ENOMEM, or as fcntl(2) or epoll_ctl(2); the socket is then still the caller's. */
struct peer_conn *peers_adopt(struct peers *peers, int connected_socket);

struct peers *peer_owner(struct peer_conn *conn);

/* Sends, and queues a copy of what the kernel does not take now. 0; or -1 with errno and nothing
 * more can be sent: EPIPE after peer_end(); ENOMEM when the copy found no room (a part may have
 * gone: reset it); any other errno means that the connection is dead, and `failed` is called by
 * peers_turn(). */
int peer_send(struct peer_conn *conn, const void *data, size_t size);

/* Half-close: the end of the stream, sent when everything queued has gone. 0; or -1 with errno as
 * shutdown(2). Again: 0. */
int peer_end(struct peer_conn *conn);

/* Resets the connection now (SO_LINGER with a time of 0, socket(7)) and frees it. */
void peer_reset(struct peer_conn *conn);

/* Closes the socket as it is and frees the connection: what is still queued here is lost, what the
 * kernel has it delivers, and input that was not read turns the end into a reset (RFC 9293
 * section 3.6). */
void peer_close(struct peer_conn *conn);

/* Off: input stays in the kernel, so the other side is stopped in the end. An end or a reset is
 * then told when reading is on again, or when sending meets it; peer_socket() can be asked
 * (TCP_INFO). Connections begin with it on. */
void peer_reading(struct peer_conn *conn, bool on);

/* The socket, for questions (getsockopt, getsockname) and options. Stays the connection's. */
int peer_socket(const struct peer_conn *conn);

/* Bytes: still queued here; received; taken by the kernel to send. */
size_t peer_queued(const struct peer_conn *conn);
uint64_t peer_bytes_in(const struct peer_conn *conn);
uint64_t peer_bytes_out(const struct peer_conn *conn);

/* A pointer of the caller's own, NULL at first; never followed nor freed here. */
void peer_set_data(struct peer_conn *conn, void *data);
void *peer_data(const struct peer_conn *conn);

/* The other side's address; ss_family is AF_UNSPEC when an adopted socket has none to tell. */
const struct sockaddr_storage *peer_address(const struct peer_conn *conn);

#endif
