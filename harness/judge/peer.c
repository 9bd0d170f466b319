/* peer.c - the event loop of the server and client that students talk to, and its listeners. */
#include "judge/peer_inside.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/timerfd.h>
#include <unistd.h>

enum {
    EVENTS_A_TURN = 64,
    CLIENTS_AN_EVENT = 64, /* accepted before others have their turn */
    USUAL_INPUT = 8 * 1024,
};

struct listener {
    struct source source;
    struct peers *owner;
    struct listener *next;
    int fd;
    bool accepting;
    bool starved;
};

struct peers *peers_new(const struct peer_handlers *handlers, void *context)
{
    struct peers *peers = calloc(1, sizeof *peers);
    if (!peers)
        return NULL;
    peers->handlers = handlers;
    peers->context = context;
    peers->retry_source.kind = SOURCE_RETRY;
    bool room = peers_input(peers, USUAL_INPUT) == 0;
    peers->epoll = epoll_create1(EPOLL_CLOEXEC);
    peers->retry = timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC);
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = &peers->retry_source};
    if (!room || peers->epoll == -1 || peers->retry == -1 ||
        epoll_ctl(peers->epoll, EPOLL_CTL_ADD, peers->retry, &event) == -1) {
        int kept = errno;
        peers_free(peers);
        errno = kept;
        return NULL;
    }
    return peers;
}

void peers_free(struct peers *peers)
{
    if (!peers)
        return;
    peers_each(peers, peer_close);
    while (peers->listeners)
        peers_unlisten(peers, peers->listeners->fd);
    if (peers->retry != -1)
        close(peers->retry);
    if (peers->epoll != -1)
        close(peers->epoll);
    free(peers->input);
    free(peers);
}

int peers_input(struct peers *peers, size_t size)
{
    char *input = realloc(peers->input, size);
    if (!input)
        return -1;
    peers->input = input;
    peers->input_size = size;
    return 0;
}

void *peers_context(struct peers *peers) { return peers->context; }

int peers_fd(const struct peers *peers) { return peers->epoll; }

void peers_each(struct peers *peers, void (*visit)(struct peer_conn *conn))
{
    struct peer_conn *next;
    for (struct peer_conn *conn = peers->conns; conn; conn = next) {
        next = conn->next;
        visit(conn);
    }
}

void peers_release(struct peers *peers, struct source *source)
{
    if (!peers->turning) {
        free(source);
        return;
    }
    source->gone = true;
    source->next_gone = peers->gone;
    peers->gone = source;
}

/* EPOLLHUP is reported even to those who ask for nothing; EPOLLET says it once, not for ever. */
static void watch_listener(struct listener *listener)
{
    struct epoll_event event = {.data.ptr = listener};
    event.events = listener->accepting && !listener->starved ? EPOLLIN : EPOLLET;
    epoll_ctl(listener->owner->epoll, EPOLL_CTL_MOD, listener->fd, &event);
}

void peers_resume(struct peers *peers)
{
    if (!peers->starved)
        return;
    peers->starved = false;
    for (struct listener *listener = peers->listeners; listener; listener = listener->next) {
        if (!listener->starved)
            continue;
        listener->starved = false;
        watch_listener(listener);
    }
}

/* The client stays in the queue, so the listener would be reported ready without end. A connection
 * that is closed here frees what is missing; the timer is for what others free. */
static void starve(struct listener *listener)
{
    struct itimerspec in_a_second = {.it_value.tv_sec = 1};
    timerfd_settime(listener->owner->retry, 0, &in_a_second, NULL);
    listener->starved = true;
    listener->owner->starved = true;
    watch_listener(listener);
}

/* A client that gave up in the queue, or a network error of its, is no fault of the listener: the
 * next one may be well (accept(2), "Error handling"). */
static bool only_this_client(int error)
{
    static const int errors[] = {ECONNABORTED, EPROTO, EPERM,        ENETDOWN,   ENOPROTOOPT,
                                 EHOSTDOWN,    ENONET, EHOSTUNREACH, ENETUNREACH};
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (errors[i] == error)
            return true;
    return false;
}

/* Whether there may be another client to accept. */
static bool accept_one(struct listener *listener)
{
    struct peers *peers = listener->owner;
    struct sockaddr_storage address = {.ss_family = AF_UNSPEC};
    socklen_t size = sizeof address;
    int fd =
        accept4(listener->fd, (struct sockaddr *)&address, &size, SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (fd == -1 && (errno == EINTR || only_this_client(errno)))
        return true;
    if (fd == -1 && (errno == EAGAIN || errno == EWOULDBLOCK))
        return false;
    struct peer_conn *conn = fd == -1 ? NULL : peer_conn_new(peers, fd, &address, false);
    if (!conn) {
        if (fd != -1)
            close(fd);
        starve(listener);
        return false;
    }
    if (peers->handlers->opened)
        peers->handlers->opened(conn);
    return !listener->source.gone && listener->accepting;
}

static void retry(struct peers *peers)
{
    uint64_t times;
    if (read(peers->retry, &times, sizeof times) == sizeof times)
        peers_resume(peers);
}

static void accept_clients(struct listener *listener)
{
    if (!listener->accepting || listener->starved)
        return;
    for (int i = 0; i < CLIENTS_AN_EVENT; i++)
        if (!accept_one(listener))
            return;
}

int peers_turn(struct peers *peers, int timeout_ms)
{
    if (peers->turning) {
        errno = EDEADLK;
        return -1;
    }
    struct epoll_event events[EVENTS_A_TURN];
    int count = epoll_wait(peers->epoll, events, EVENTS_A_TURN, timeout_ms);
    if (count == -1)
        return errno == EINTR ? 0 : -1;

    peers->turning = true;
    for (int i = 0; i < count; i++) {
        struct source *source = events[i].data.ptr;
        if (source->gone)
            continue;
        if (source->kind == SOURCE_CONN)
            peer_conn_event((struct peer_conn *)source, events[i].events);
        else if (source->kind == SOURCE_LISTENER)
            accept_clients((struct listener *)source);
        else
            retry(peers);
    }
    peers->turning = false;

    while (peers->gone) {
        struct source *source = peers->gone;
        peers->gone = source->next_gone;
        free(source);
    }
    return count;
}

static int listening_socket(const struct sockaddr *address, socklen_t size, int backlog)
{
    int fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return -1;
    if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &(int){1}, sizeof(int)) == -1 ||
        bind(fd, address, size) == -1 || listen(fd, backlog) == -1) {
        int kept = errno;
        close(fd);
        errno = kept;
        return -1;
    }
    return fd;
}

int peers_listen(struct peers *peers, const struct sockaddr *address, socklen_t size, int backlog)
{
    struct listener *listener = calloc(1, sizeof *listener);
    if (!listener)
        return -1;
    listener->source.kind = SOURCE_LISTENER;
    listener->owner = peers;
    listener->accepting = true;
    listener->fd = listening_socket(address, size, backlog);
    if (listener->fd == -1)
        goto failed;
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = listener};
    if (epoll_ctl(peers->epoll, EPOLL_CTL_ADD, listener->fd, &event) == -1)
        goto failed;
    listener->next = peers->listeners;
    peers->listeners = listener;
    return listener->fd;

failed:;
    int kept = errno;
    if (listener->fd != -1)
        close(listener->fd);
    free(listener);
    errno = kept;
    return -1;
}

void peers_unlisten(struct peers *peers, int listener)
{
    struct listener **link = &peers->listeners;
    while (*link && (*link)->fd != listener)
        link = &(*link)->next;
    struct listener *found = *link;
    if (!found)
        return;
    *link = found->next;
    /* A copy of the descriptor in a forked child would keep it in the epoll set after close(). */
    epoll_ctl(peers->epoll, EPOLL_CTL_DEL, found->fd, NULL);
    close(found->fd);
    peers_release(peers, &found->source);
    peers_resume(peers);
}

void peers_accepting(struct peers *peers, int listener, bool on)
{
    for (struct listener *each = peers->listeners; each; each = each->next) {
        if (each->fd != listener)
            continue;
        each->accepting = on;
        each->starved = false;
        watch_listener(each);
    }
}

struct peer_conn *peers_connect(struct peers *peers, const struct sockaddr *address, socklen_t size)
{
    struct sockaddr_storage to = {.ss_family = AF_UNSPEC};
    if (size > sizeof to) {
        errno = EINVAL;
        return NULL;
    }
    memcpy(&to, address, size);
    int fd = socket(address->sa_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (fd == -1)
        return NULL;
    struct peer_conn *conn = NULL;
    if (connect(fd, address, size) == 0 || errno == EINPROGRESS)
        conn = peer_conn_new(peers, fd, &to, true);
    if (!conn) {
        int kept = errno;
        close(fd);
        errno = kept;
    }
    return conn;
}

struct peer_conn *peers_adopt(struct peers *peers, int connected_socket)
{
    int flags = fcntl(connected_socket, F_GETFL);
    if (flags == -1 || fcntl(connected_socket, F_SETFL, flags | O_NONBLOCK) == -1 ||
        fcntl(connected_socket, F_SETFD, FD_CLOEXEC) == -1)
        return NULL;
    struct sockaddr_storage address = {.ss_family = AF_UNSPEC};
    socklen_t size = sizeof address;
    if (getpeername(connected_socket, (struct sockaddr *)&address, &size) == -1)
        address.ss_family = AF_UNSPEC;
    return peer_conn_new(peers, connected_socket, &address, false);
}
