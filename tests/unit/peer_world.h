/* peer_world.h - for the tests of the event loop: one loop with both sides of each connection. */
#ifndef TESTS_PEER_WORLD_H
#define TESTS_PEER_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "judge/peer.h"

enum { PATIENCE_MS = 20000, BIG = 8 << 20, MANY = 20 };

/* What the handlers saw of one connection; hangs on it as its data. */
struct seen {
    int opened, ended, drained, error;
    size_t received;
    char bytes[64]; /* the first of them */
    bool out_of_order;
};

/* One loop with both sides of each connection: what the server's side does is a test's choice. */
static struct {
    struct peers *peers;
    int listener;
    struct sockaddr_storage address;
    socklen_t size;
    struct peer_conn *accepted[MANY];
    int clients;
    struct seen seen[2 * MANY];
    int used;
    bool echo, one_only;
    void (*on_received)(struct peer_conn *conn);
} world;

static char pattern_at(size_t place) { return (char)(place * 31 + place / 251); }

static struct seen *seen_by(struct peer_conn *conn) { return peer_data(conn); }

static void observe(struct peer_conn *conn)
{
    assert_true(world.used < 2 * MANY);
    peer_set_data(conn, &world.seen[world.used++]);
}

static void opened(struct peer_conn *conn)
{
    if (!peer_data(conn)) {
        observe(conn);
        world.accepted[world.clients++] = conn;
        if (world.one_only)
            peers_accepting(world.peers, world.listener, false);
    }
    seen_by(conn)->opened++;
}

static bool is_server_side(struct peer_conn *conn)
{
    for (int i = 0; i < world.clients; i++)
        if (world.accepted[i] == conn)
            return true;
    return false;
}

static void received(struct peer_conn *conn, const void *data, size_t size)
{
    struct seen *seen = seen_by(conn);
    const char *bytes = data;
    for (size_t i = 0; i < size; i++, seen->received++) {
        if (seen->received < sizeof seen->bytes)
            seen->bytes[seen->received] = bytes[i];
        if (bytes[i] != pattern_at(seen->received))
            seen->out_of_order = true;
    }
    if (world.echo && is_server_side(conn))
        assert_int_equal(peer_send(conn, data, size), 0);
    if (world.on_received)
        world.on_received(conn);
}

static void ended(struct peer_conn *conn) { seen_by(conn)->ended++; }

static void failed(struct peer_conn *conn, int error)
{
    assert_int_equal(seen_by(conn)->error, 0);
    seen_by(conn)->error = error;
}

static void drained(struct peer_conn *conn)
{
    assert_int_equal(peer_queued(conn), 0);
    seen_by(conn)->drained++;
}

static const struct peer_handlers handlers = {
    .opened = opened, .received = received, .ended = ended, .failed = failed, .drained = drained};

/* Goes on until it is so; a test that waits in vain fails, late. */
#define TURN_UNTIL(condition)                                                                      \
    while (!(condition))                                                                           \
    assert_true(peers_turn(world.peers, PATIENCE_MS) > 0)

/* 0: as many as there can be. */
static void limit_descriptors(rlim_t most)
{
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    limit.rlim_cur = most ? most : limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

static void listen_on(struct sockaddr *address, socklen_t size)
{
    world.listener = peers_listen(world.peers, address, size, 128);
    assert_int_not_equal(world.listener, -1);
    world.size = sizeof world.address;
    assert_int_equal(getsockname(world.listener, (struct sockaddr *)&world.address, &world.size),
                     0);
}

static int set_up(void **state)
{
    (void)state;
    memset(&world, 0, sizeof world);
    world.peers = peers_new(&handlers, &world);
    assert_non_null(world.peers);
    assert_ptr_equal(peers_context(world.peers), &world);
    struct sockaddr_in any = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    listen_on((struct sockaddr *)&any, sizeof any);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    peers_free(world.peers);
    limit_descriptors(0);
    return 0;
}

static struct peer_conn *start_connect(void)
{
    struct peer_conn *conn =
        peers_connect(world.peers, (struct sockaddr *)&world.address, world.size);
    assert_non_null(conn);
    observe(conn);
    return conn;
}

/* The client's side; the server's is the last in world.accepted. */
static struct peer_conn *connected(void)
{
    int clients = world.clients;
    struct peer_conn *conn = start_connect();
    TURN_UNTIL(world.clients > clients && seen_by(conn)->opened);
    return conn;
}

static void send_big(struct peer_conn *conn)
{
    char *bytes = malloc(BIG);
    assert_non_null(bytes);
    for (size_t i = 0; i < BIG; i++)
        bytes[i] = pattern_at(i);
    assert_int_equal(peer_send(conn, bytes, 1000), 0);
    for (size_t done = 1000; done < BIG;) {
        size_t piece = BIG - done < 700001 ? BIG - done : 700001;
        assert_int_equal(peer_send(conn, bytes + done, piece), 0);
        done += piece;
    }
    free(bytes);
}

static int tcp_state(struct peer_conn *conn)
{
    struct tcp_info info;
    assert_int_equal(
        getsockopt(peer_socket(conn), IPPROTO_TCP, TCP_INFO, &info, &(socklen_t){sizeof info}), 0);
    return info.tcpi_state;
}

/* Until the reset of this connection has arrived and the loop has nothing more to say. */
static void come_to_rest(struct peer_conn *reset)
{
    while (tcp_state(reset) != TCP_CLOSE)
        assert_true(peers_turn(world.peers, 0) >= 0);
    while (peers_turn(world.peers, 0) > 0)
        continue;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

#endif
