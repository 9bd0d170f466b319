/* peer_test.c - the event loop of server and client: what a good connection does. */
#include "peer_world.h"

static void echoes_every_byte(void **state)
{
    (void)state;
    world.echo = true;
    struct peer_conn *client = connected();
    assert_int_equal(peer_send(client, "a\0b\xff", 4), 0);
    TURN_UNTIL(seen_by(client)->received == 4);
    assert_memory_equal(seen_by(client)->bytes, "a\0b\xff", 4);
    assert_int_equal(peer_bytes_in(client), 4);
    assert_int_equal(peer_bytes_out(client), 4);
    assert_int_equal(peer_bytes_in(world.accepted[0]), 4);
    struct sockaddr_in name = {0};
    getsockname(peer_socket(client), (struct sockaddr *)&name, &(socklen_t){sizeof name});
    assert_memory_equal(peer_address(world.accepted[0]), &name, sizeof name);
    assert_int_equal(fcntl(peer_socket(world.accepted[0]), F_GETFD), FD_CLOEXEC);
}

/* How much a turn has received, at most. */
static size_t greatest, before;

static void measure(struct peer_conn *conn)
{
    size_t piece = seen_by(conn)->received - before;
    greatest = piece > greatest ? piece : greatest;
    before = seen_by(conn)->received;
}

static void receives_as_much_at_once_as_it_is_told(void **state)
{
    (void)state;
    static const size_t sizes[] = {3, 20000};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        struct peer_conn *client = connected();
        assert_int_equal(peers_input(world.peers, sizes[i]), 0);
        greatest = before = 0;
        world.on_received = measure;
        peer_reading(client, false);
        send_big(world.accepted[i]);
        while (peers_turn(world.peers, 0) > 0)
            continue;
        peer_reading(client, true);
        TURN_UNTIL(seen_by(client)->received >= 200000);
        assert_false(seen_by(client)->out_of_order);
        assert_int_equal(greatest, sizes[i]);
        peer_reset(client);
    }
}

static void a_reader_that_stalls_gets_all_that_was_queued(void **state)
{
    (void)state;
    struct peer_conn *client = connected(), *server = world.accepted[0];
    peer_reading(client, false);
    send_big(server);
    assert_int_equal(peer_end(server), 0);
    while (peers_turn(world.peers, 0) > 0)
        continue;
    assert_true(peer_queued(server) > 0);
    assert_int_equal(seen_by(client)->received, 0);

    peer_reading(client, true);
    TURN_UNTIL(seen_by(client)->ended);
    assert_int_equal(seen_by(client)->received, BIG);
    assert_false(seen_by(client)->out_of_order);
    assert_int_equal(seen_by(server)->drained, 1);
    assert_int_equal(peer_bytes_out(server), BIG);
}

static void a_queue_that_never_runs_dry_keeps_its_order(void **state)
{
    (void)state;
    char piece[100003];
    size_t sent = 0;
    struct peer_conn *client = connected(), *server = world.accepted[0];
    int little = 64 * 1024; /* of the queue goes at a time */
    setsockopt(peer_socket(server), SOL_SOCKET, SO_SNDBUF, &little, sizeof little);
    while (seen_by(client)->received < BIG) {
        while (peer_queued(server) < 1 << 20) {
            for (size_t i = 0; i < sizeof piece; i++)
                piece[i] = pattern_at(sent++);
            assert_int_equal(peer_send(server, piece, sizeof piece), 0);
        }
        assert_true(peers_turn(world.peers, PATIENCE_MS) > 0);
    }
    assert_false(seen_by(client)->out_of_order);
    assert_int_equal(peer_bytes_out(server) + peer_queued(server), sent);
}

static void each_side_ends_its_own_stream(void **state)
{
    (void)state;
    struct peer_conn *client = connected(), *server = world.accepted[0];
    assert_int_equal(peer_send(client, "bye", 3), 0);
    assert_int_equal(peer_end(client), 0);
    TURN_UNTIL(seen_by(server)->ended);
    assert_int_equal(seen_by(server)->received, 3);
    assert_int_equal(seen_by(client)->ended, 0);
    assert_int_equal(peer_send(client, "x", 1), -1);
    assert_int_equal(errno, EPIPE);

    assert_int_equal(peer_send(server, "so long", 7), 0);
    assert_int_equal(peer_end(server), 0);
    assert_int_equal(peer_end(server), 0);
    TURN_UNTIL(seen_by(client)->ended);
    assert_int_equal(seen_by(client)->received, 7);
    while (peers_turn(world.peers, 0) > 0)
        continue; /* and comes to rest, though both sides are hung up */
    assert_int_equal(seen_by(server)->ended + seen_by(client)->ended, 2);
    assert_int_equal(seen_by(server)->error + seen_by(client)->error, 0);
}

static void what_is_sent_before_the_connection_stands_waits_for_it(void **state)
{
    (void)state;
    struct peer_conn *client = start_connect();
    assert_int_equal(peer_send(client, "hasty", 5), 0);
    assert_int_equal(peer_end(client), 0);
    TURN_UNTIL(world.clients == 1 && seen_by(world.accepted[0])->ended);
    assert_memory_equal(seen_by(world.accepted[0])->bytes, "hasty", 5);
    assert_int_equal(seen_by(client)->opened, 1);
}

static void who_reads_late_is_told_late_but_all(void **state)
{
    (void)state;
    struct peer_conn *client = connected(), *server = world.accepted[0];
    peer_reading(server, false);
    assert_int_equal(peer_send(client, "early", 5), 0);
    peer_reset(client);
    come_to_rest(server);
    assert_int_equal(seen_by(server)->received + (size_t)seen_by(server)->error, 0);
    peer_reading(server, true);
    TURN_UNTIL(seen_by(server)->error);
    assert_int_equal(seen_by(server)->received, 5);
}

static void clients_can_be_left_in_the_queue(void **state)
{
    (void)state;
    world.one_only = true;
    struct peer_conn *first = start_connect(), *second = start_connect();
    TURN_UNTIL(seen_by(first)->opened && seen_by(second)->opened && world.clients == 1);
    while (peers_turn(world.peers, 0) > 0)
        continue;
    assert_int_equal(world.clients, 1);
    peers_accepting(world.peers, world.listener, true);
    TURN_UNTIL(world.clients == 2);
}

static void an_adopted_socket_is_a_connection_like_any_other(void **state)
{
    (void)state;
    int pair[2];
    assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair), 0);
    struct peer_conn *one = peers_adopt(world.peers, pair[0]);
    struct peer_conn *other = peers_adopt(world.peers, pair[1]);
    assert_non_null(one);
    assert_non_null(other);
    observe(one);
    observe(other);
    assert_int_equal(peer_send(one, "hello", 5), 0);
    assert_int_equal(peer_end(one), 0);
    TURN_UNTIL(seen_by(other)->ended);
    assert_memory_equal(seen_by(other)->bytes, "hello", 5);
    assert_true(fcntl(pair[0], F_GETFL) & O_NONBLOCK);
    assert_null(peers_adopt(world.peers, -1));
    assert_int_equal(errno, EBADF);
}

static void serves_over_ipv6(void **state)
{
    (void)state;
    struct sockaddr_in6 any = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_LOOPBACK_INIT};
    int listener = peers_listen(world.peers, (struct sockaddr *)&any, sizeof any, 1);
    if (listener == -1)
        skip();
    peers_unlisten(world.peers, listener);
    listen_on((struct sockaddr *)&any, sizeof any);
    world.echo = true;
    struct peer_conn *client = connected();
    assert_int_equal(peer_address(world.accepted[0])->ss_family, AF_INET6);
    assert_int_equal(peer_send(client, "six", 3), 0);
    TURN_UNTIL(seen_by(client)->received == 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(echoes_every_byte),
        TEST(a_reader_that_stalls_gets_all_that_was_queued),
        TEST(a_queue_that_never_runs_dry_keeps_its_order),
        TEST(each_side_ends_its_own_stream),
        TEST(what_is_sent_before_the_connection_stands_waits_for_it),
        TEST(who_reads_late_is_told_late_but_all),
        TEST(receives_as_much_at_once_as_it_is_told),
        TEST(clients_can_be_left_in_the_queue),
        TEST(an_adopted_socket_is_a_connection_like_any_other),
        TEST(serves_over_ipv6),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
