/* peer_failure_test.c - the event loop of server and client: resets, refusals, shortages. */
#include "peer_world.h"

static void a_reset_is_seen_on_the_other_side(void **state)
{
    (void)state;
    struct peer_conn *client = connected(), *server = world.accepted[0];
    peer_reset(client);
    TURN_UNTIL(seen_by(server)->error);
    assert_int_equal(seen_by(server)->error, ECONNRESET);
    assert_int_equal(seen_by(server)->ended, 0);
    assert_int_equal(peer_send(server, "x", 1), -1);
    assert_int_equal(errno, ECONNRESET);
    assert_int_equal(peers_turn(world.peers, 0), 0);

    client = connected();
    peer_reset(world.accepted[1]);
    TURN_UNTIL(seen_by(client)->error);
    assert_int_equal(seen_by(client)->error, ECONNRESET);
}

static void a_reset_after_the_end_is_seen_too(void **state)
{
    (void)state;
    struct peer_conn *client = connected(), *server = world.accepted[0];
    assert_int_equal(peer_end(client), 0);
    TURN_UNTIL(seen_by(server)->ended);
    peer_reset(client);
    TURN_UNTIL(seen_by(server)->error);
    assert_int_equal(seen_by(server)->error, EPIPE);
}

static void input_that_came_before_a_reset_is_received_first(void **state)
{
    (void)state;
    struct peer_conn *client = connected(), *server = world.accepted[0];
    assert_int_equal(peer_send(client, "last words", 10), 0);
    peer_reset(client);
    while (peer_send(server, "x", 1) == 0)
        continue; /* until the reset is there; reading would have met it otherwise */
    assert_int_equal(errno, ECONNRESET);
    TURN_UNTIL(seen_by(server)->error);
    assert_int_equal(seen_by(server)->error, ECONNRESET);
    assert_int_equal(seen_by(server)->received, 10);
    assert_int_equal(seen_by(server)->ended, 0);
}

static void sending_after_such_a_reset_raises_no_signal(void **state)
{
    (void)state;
    struct peer_conn *client = connected(), *server = world.accepted[0];
    assert_int_equal(peer_end(client), 0);
    TURN_UNTIL(seen_by(server)->ended);
    peer_reset(client);
    while (peer_send(server, "x", 1) == 0)
        continue;
    assert_int_equal(errno, EPIPE);
    TURN_UNTIL(seen_by(server)->error);
    assert_int_equal(seen_by(server)->error, EPIPE);
}

/* Sending meets what the loop has been told before, and has left for when reading is on again. */
static void who_does_not_read_learns_of_a_reset_by_sending(void **state)
{
    (void)state;
    struct peer_conn *client = connected(), *server = world.accepted[0];
    peer_reading(server, false);
    peer_reset(client);
    come_to_rest(server);
    assert_int_equal(peer_send(server, "x", 1), -1);
    TURN_UNTIL(seen_by(server)->error);
    assert_int_equal(seen_by(server)->error, ECONNRESET);
}

static void a_stalled_reader_that_resets_is_noticed(void **state)
{
    (void)state;
    struct peer_conn *client = connected(), *server = world.accepted[0];
    peer_reading(client, false);
    peer_reading(server, false);
    send_big(server);
    while (peers_turn(world.peers, 0) > 0)
        continue;
    peer_reset(client);
    TURN_UNTIL(seen_by(server)->error);
    assert_int_equal(seen_by(server)->error, ECONNRESET);
    assert_int_equal(peer_queued(server), 0);
}

static void a_refused_connection_is_reported(void **state)
{
    (void)state;
    int holder = socket(world.address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    struct sockaddr_in free_port = {.sin_family = AF_INET,
                                    .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof free_port;
    assert_int_equal(bind(holder, (struct sockaddr *)&free_port, size), 0);
    assert_int_equal(getsockname(holder, (struct sockaddr *)&free_port, &size), 0);
    struct peer_conn *conn = peers_connect(world.peers, (struct sockaddr *)&free_port, size);
    assert_non_null(conn);
    observe(conn);
    assert_int_equal(peer_send(conn, "never", 5), 0);
    TURN_UNTIL(seen_by(conn)->error);
    assert_int_equal(seen_by(conn)->error, ECONNREFUSED);
    assert_int_equal(seen_by(conn)->opened, 0);
    close(holder);
}

static void a_port_that_is_taken_is_reported(void **state)
{
    (void)state;
    assert_int_equal(peers_listen(world.peers, (struct sockaddr *)&world.address, world.size, 1),
                     -1);
    assert_int_equal(errno, EADDRINUSE);
}

/* Closes every connection of the loop, those that the same batch of events still names included. */
static void close_all(struct peer_conn *conn)
{
    errno = 0;
    assert_int_equal(peers_turn(peer_owner(conn), 0), -1);
    assert_int_equal(errno, EDEADLK);
    peers_unlisten(world.peers, world.listener);
    world.listener = -1;
    peers_each(world.peers, peer_close);
}

static void a_handler_may_close_anything(void **state)
{
    (void)state;
    struct peer_conn *clients[MANY / 2];
    for (int i = 0; i < MANY / 2; i++)
        clients[i] = connected();
    for (int i = 0; i < MANY / 2; i++) {
        assert_int_equal(peer_send(clients[i], "x", 1), 0);
        assert_int_equal(peer_send(world.accepted[i], "y", 1), 0);
    }
    world.on_received = close_all;
    TURN_UNTIL(world.listener == -1);
    size_t received_by_all = 0;
    for (int i = 0; i < world.used; i++)
        received_by_all += world.seen[i].received;
    assert_int_equal(received_by_all, 1);
    assert_int_equal(peers_turn(world.peers, 0), 0);
}

static void a_closed_connection_is_silent_though_a_copy_is_open(void **state)
{
    (void)state;
    struct peer_conn *client = connected();
    int copy = dup(peer_socket(world.accepted[0]));
    peer_close(world.accepted[0]);
    assert_int_equal(peer_send(client, "x", 1), 0);
    assert_int_equal(peers_turn(world.peers, 0), 0);
    close(copy);
}

/* Leaves no descriptor to accept with, and a client in the queue. */
static void starve(void)
{
    struct peer_conn *waiting = start_connect();
    int next = dup(world.listener);
    assert_int_not_equal(next, -1);
    close(next);
    limit_descriptors((rlim_t)next);
    TURN_UNTIL(seen_by(waiting)->opened);
    struct pollfd queue = {.fd = world.listener, .events = POLLIN};
    assert_int_equal(poll(&queue, 1, PATIENCE_MS), 1);
    while (peers_turn(world.peers, 0) > 0)
        continue; /* a loop that spins never gets out of here */
    assert_int_equal(world.clients, 1);
}

static void without_descriptors_a_client_waits_for_one_that_leaves(void **state)
{
    (void)state;
    connected();
    starve();
    peer_close(world.accepted[0]);
    assert_true(peers_turn(world.peers, 0) > 0);
    assert_int_equal(world.clients, 2);
}

static void descriptors_that_others_free_are_noticed(void **state)
{
    (void)state;
    connected();
    starve();
    limit_descriptors(0);
    TURN_UNTIL(world.clients == 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_reset_is_seen_on_the_other_side),
        TEST(a_reset_after_the_end_is_seen_too),
        TEST(input_that_came_before_a_reset_is_received_first),
        TEST(sending_after_such_a_reset_raises_no_signal),
        TEST(who_does_not_read_learns_of_a_reset_by_sending),
        TEST(a_stalled_reader_that_resets_is_noticed),
        TEST(a_refused_connection_is_reported),
        TEST(a_port_that_is_taken_is_reported),
        TEST(a_handler_may_close_anything),
        TEST(a_closed_connection_is_silent_though_a_copy_is_open),
        TEST(without_descriptors_a_client_waits_for_one_that_leaves),
        TEST(descriptors_that_others_free_are_noticed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
