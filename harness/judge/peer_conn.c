/* peer_conn.c - one connection of the event loop: its queue, its ends, its failures. */
#include "judge/peer_inside.h"
#include "judge/trouble.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <unistd.h>

static bool takes_input(const struct peer_conn *conn) { return conn->reading && !conn->ended; }

static uint32_t wanted_events(const struct peer_conn *conn)
{
    if (conn->connecting)
        return EPOLLOUT;
    uint32_t events = 0;
    if (takes_input(conn))
        events |= EPOLLIN;
    if (conn->queued > 0)
        events |= EPOLLOUT;
    /* EPOLLHUP and EPOLLERR are reported even to those who ask for nothing, and stay: EPOLLET says
     * each once, so that a connection which nobody serves at the moment costs no time. */
    return events ? events : EPOLLET;
}

/* Modifying a registered descriptor needs no memory, so there is no failure to handle. */
static void watch(struct peer_conn *conn)
{
    struct epoll_event event = {.events = wanted_events(conn), .data.ptr = conn};
    if (conn->failed || event.events == conn->watched)
        return;
    conn->watched = event.events;
    if (epoll_ctl(conn->owner->epoll, EPOLL_CTL_MOD, conn->fd, &event) == -1)
        trouble_note("a watch on a connection", errno);
}

struct peer_conn *peer_conn_new(struct peers *peers, int fd, const struct sockaddr_storage *address,
                                bool connecting)
{
    struct peer_conn *conn = calloc(1, sizeof *conn);
    if (!conn)
        return NULL;
    conn->owner = peers;
    conn->fd = fd;
    conn->connecting = connecting;
    conn->reading = true;
    conn->address = *address;
    conn->watched = wanted_events(conn);
    struct epoll_event event = {.events = conn->watched, .data.ptr = conn};
    if (epoll_ctl(peers->epoll, EPOLL_CTL_ADD, fd, &event) == -1) {
        free(conn);
        return NULL;
    }
    conn->next = peers->conns;
    if (conn->next)
        conn->next->previous = conn;
    peers->conns = conn;
    return conn;
}

static void drop_queue(struct peer_conn *conn)
{
    free(conn->queue);
    conn->queue = NULL;
    conn->start = conn->queued = conn->room = 0;
}

/* Moves what is queued to the front, if that costs less than what has gone before, or grows. */
static int make_room(struct peer_conn *conn, size_t size)
{
    if (size <= conn->room - conn->start - conn->queued)
        return 0;
    if (conn->start >= conn->queued && size <= conn->room - conn->queued) {
        memmove(conn->queue, conn->queue + conn->start, conn->queued);
        conn->start = 0;
        return 0;
    }
    size_t used = conn->start + conn->queued;
    if (size > SIZE_MAX / 2 - used) {
        errno = ENOMEM;
        return -1;
    }
    size_t room = used + size > 2 * conn->room ? used + size : 2 * conn->room;
    char *queue = realloc(conn->queue, room);
    if (!queue) {
        trouble_note("memory for the peer", errno);
        return -1;
    }
    conn->queue = queue;
    conn->room = room;
    return 0;
}

/* Gives the kernel what it takes now: the count, which may be 0; or -1 and the connection is dead.
 * epoll reports that as EPOLLHUP: `failed` is called then, after input that is still to be taken.
 */
static ssize_t push(struct peer_conn *conn, const char *data, size_t size)
{
    ssize_t sent;
    do
        sent = send(conn->fd, data, size, MSG_NOSIGNAL);
    while (sent == -1 && errno == EINTR);
    if (sent >= 0) {
        conn->bytes_out += (uint64_t)sent;
        return sent;
    }
    if (errno == EAGAIN || errno == EWOULDBLOCK)
        return 0;
    trouble_note("a send of the peer", errno);
    conn->error = errno;
    drop_queue(conn);
    conn->watched = 0; /* so that an EPOLLHUP that was said before is said again */
    watch(conn);
    errno = conn->error;
    return -1;
}

int peer_send(struct peer_conn *conn, const void *data, size_t size)
{
    if (conn->error || conn->ending) {
        errno = conn->error ? conn->error : EPIPE;
        return -1;
    }
    ssize_t sent = 0;
    if (!conn->connecting && conn->queued == 0 && size > 0)
        sent = push(conn, data, size);
    if (sent == -1)
        return -1;
    size_t left = size - (size_t)sent;
    if (left == 0)
        return 0;
    if (make_room(conn, left) == -1)
        return -1;
    memcpy(conn->queue + conn->start + conn->queued, (const char *)data + sent, left);
    conn->queued += left;
    watch(conn);
    return 0;
}

static int send_end(struct peer_conn *conn)
{
    conn->end_sent = true;
    return shutdown(conn->fd, SHUT_WR);
}

int peer_end(struct peer_conn *conn)
{
    if (conn->error) {
        errno = conn->error;
        return -1;
    }
    if (conn->ending)
        return 0;
    conn->ending = true;
    if (conn->connecting || conn->queued > 0)
        return 0;
    return send_end(conn);
}

static void fail(struct peer_conn *conn, int error)
{
    conn->error = error;
    conn->failed = true;
    conn->connecting = false;
    drop_queue(conn);
    epoll_ctl(conn->owner->epoll, EPOLL_CTL_DEL, conn->fd, NULL);
    if (conn->owner->handlers->failed)
        conn->owner->handlers->failed(conn, error);
}

static int socket_error(const struct peer_conn *conn)
{
    int error = 0;
    if (getsockopt(conn->fd, SOL_SOCKET, SO_ERROR, &error, &(socklen_t){sizeof error}) == -1)
        return errno;
    return error;
}

/* If the end that was asked for cannot be sent the connection is dead, which epoll reports. */
static void send_end_when_due(struct peer_conn *conn)
{
    if (conn->ending && !conn->end_sent && conn->queued == 0)
        send_end(conn);
}

static void finish_connect(struct peer_conn *conn)
{
    int error = socket_error(conn);
    if (error) {
        fail(conn, error);
        return;
    }
    conn->connecting = false;
    if (conn->owner->handlers->opened)
        conn->owner->handlers->opened(conn);
    if (conn->source.gone)
        return;
    send_end_when_due(conn);
    watch(conn);
}

static void take_input(struct peer_conn *conn)
{
    const struct peer_handlers *handlers = conn->owner->handlers;
    char *input = conn->owner->input;
    ssize_t got;
    do
        got = recv(conn->fd, input, conn->owner->input_size, 0);
    while (got == -1 && errno == EINTR);
    if (got > 0) {
        conn->bytes_in += (uint64_t)got;
        if (handlers->received)
            handlers->received(conn, input, (size_t)got);
    } else if (conn->error) {
        fail(conn, conn->error); /* sending has met it first, and all input has been taken */
    } else if (got == 0) {
        conn->ended = true;
        watch(conn);
        if (handlers->ended)
            handlers->ended(conn);
    } else if (errno != EAGAIN && errno != EWOULDBLOCK) {
        trouble_note("a recv of the peer", errno);
        fail(conn, errno);
    }
}

/* EPOLLHUP or EPOLLERR while nothing is read. If reading is off, input may wait before the bad
 * news, so that is left in the kernel; after the end of the stream there is none. */
static void look_for_failure(struct peer_conn *conn)
{
    int error = conn->error;
    if (!error && conn->ended)
        error = socket_error(conn);
    if (error)
        fail(conn, error);
}

static void send_queue(struct peer_conn *conn)
{
    ssize_t sent = push(conn, conn->queue + conn->start, conn->queued);
    if (sent == -1)
        return;
    conn->start += (size_t)sent;
    conn->queued -= (size_t)sent;
    if (conn->queued > 0)
        return;
    drop_queue(conn);
    send_end_when_due(conn);
    watch(conn);
    if (conn->owner->handlers->drained)
        conn->owner->handlers->drained(conn);
}

void peer_conn_event(struct peer_conn *conn, uint32_t events)
{
    if (conn->connecting) {
        finish_connect(conn);
        return;
    }
    if (takes_input(conn)) {
        if (events & (EPOLLIN | EPOLLHUP | EPOLLERR))
            take_input(conn);
    } else if (events & (EPOLLHUP | EPOLLERR)) {
        look_for_failure(conn);
    }
    /* One that has failed or was closed meanwhile has nothing queued. */
    if (conn->queued > 0 && (events & EPOLLOUT))
        send_queue(conn);
}

/* A copy of the descriptor in a forked child would keep it in the epoll set after close(). */
void peer_close(struct peer_conn *conn)
{
    struct peers *peers = conn->owner;
    if (conn->next)
        conn->next->previous = conn->previous;
    if (conn->previous)
        conn->previous->next = conn->next;
    else
        peers->conns = conn->next;
    if (!conn->failed)
        epoll_ctl(peers->epoll, EPOLL_CTL_DEL, conn->fd, NULL);
    close(conn->fd);
    drop_queue(conn);
    peers_release(peers, &conn->source);
    peers_resume(peers);
}

void peer_reset(struct peer_conn *conn)
{
    struct linger now = {.l_onoff = 1, .l_linger = 0};
    if (setsockopt(conn->fd, SOL_SOCKET, SO_LINGER, &now, sizeof now) == -1)
        trouble_note("a reset by the peer", errno);
    peer_close(conn);
}

void peer_reading(struct peer_conn *conn, bool on)
{
    conn->reading = on;
    watch(conn);
}

struct peers *peer_owner(struct peer_conn *conn) { return conn->owner; }

int peer_socket(const struct peer_conn *conn) { return conn->fd; }

size_t peer_queued(const struct peer_conn *conn) { return conn->queued; }

uint64_t peer_bytes_in(const struct peer_conn *conn) { return conn->bytes_in; }

uint64_t peer_bytes_out(const struct peer_conn *conn) { return conn->bytes_out; }

void peer_set_data(struct peer_conn *conn, void *data) { conn->data = data; }

void *peer_data(const struct peer_conn *conn) { return conn->data; }

const struct sockaddr_storage *peer_address(const struct peer_conn *conn) { return &conn->address; }
