/* peer_inside.h - what peer.c (the loop) and peer_conn.c (a connection) share; for nobody else. */
#ifndef JUDGE_PEER_INSIDE_H
#define JUDGE_PEER_INSIDE_H

#include "judge/peer.h"

/* What an epoll event points to: the first member of a listener and of a connection. One that is
 * closed while events are being handled may still be named by an event of the same batch, so it is
 * marked here and freed when the turn is over. */
struct source {
    enum source_kind { SOURCE_CONN, SOURCE_LISTENER, SOURCE_RETRY } kind;
    bool gone;
    struct source *next_gone;
};

struct listener;

struct peers {
    const struct peer_handlers *handlers;
    void *context;
    int epoll;
    int retry; /* timerfd(2): when to accept again after a shortage */
    struct source retry_source;
    bool turning; /* inside peers_turn() */
    bool starved; /* some listener lacked descriptors or memory to accept */
    struct listener *listeners;
    struct peer_conn *conns;
    struct source *gone;
    char *input; /* one for all connections: none holds a buffer while it is idle */
    size_t input_size;
};

struct peer_conn {
    struct source source;
    struct peers *owner;
    struct peer_conn *next, *previous;
    int fd;
    int error;        /* what sending met, or has been told to `failed` */
    uint32_t watched; /* the events that epoll was asked for */
    bool connecting;
    bool reading;
    bool ended;    /* by the other side */
    bool ending;   /* peer_end() was called */
    bool end_sent; /* and has been carried out */
    bool failed;
    char *queue; /* the bytes at queue + start, `queued` of them; NULL while there are none */
    size_t start, queued, room;
    uint64_t bytes_in, bytes_out;
    void *data;
    struct sockaddr_storage address;
};

/* Makes a connection of a non-blocking socket and watches it. NULL with errno: ENOMEM, or as
 * epoll_ctl(2); the socket is then still the caller's. */
struct peer_conn *peer_conn_new(struct peers *peers, int fd, const struct sockaddr_storage *address,
                                bool connecting);

/* Handles what epoll reports of a connection. */
void peer_conn_event(struct peer_conn *conn, uint32_t events);

/* Lets listeners that lacked a descriptor try again. */
void peers_resume(struct peers *peers);

/* Frees a closed source, at once or after the turn. */
void peers_release(struct peers *peers, struct source *source);

#endif
