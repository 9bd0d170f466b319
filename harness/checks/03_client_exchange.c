/* 03_client_exchange.c - the checks of lesson 3: send, and receive (03_client_exchange_recv.h). */
#include "checks/transfers.h"
#include "judge/script.h"

#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>

static const char swept[] = "fourteen bytes";

/* The step has shut down neither direction; that it reads no more only its own side knows. */
static void still_open(void)
{
    struct pollfd end = {.fd = our_copy(), .events = POLLRDHUP};
    expect(kernel_tcp_state(our_copy()) == TCP_ESTABLISHED && poll(&end, 1, 0) != 1, SYMPTOM_SOCKET,
           "the connection stays open in both directions",
           "the kernel says that a side of it is ended");
}

#include "checks/03_client_exchange_recv.h"

CHECK(sends_all, CORE, CLIENT_SEND, "sends every byte, in order and once")
{
    const char *text = any_word(41);
    int sock = connected(AF_INET);
    call_send(sock, text, 41);
    peer_received(text, 41);
    step_returned(41);
}

CHECK(sends_nuls, CORE, CLIENT_SEND, "sends NUL bytes like all others", &sends_all)
{
    const char *data = any_word_with_nuls(120);
    int sock = connected(AF_INET);
    call_send(sock, data, 120);
    peer_received(data, 120);
    step_returned(120);
}

CHECK(sends_again, CORE, CLIENT_SEND, "sends any number of bytes, or none, time after time",
      &sends_all)
{
    static const char lines[] = "\nGET / HTTP/1.0\r\n\r\n\xff\x04end";
    const int sizes[] = {1, 0, 2, any_number(3, 20), any_number(21, sizeof lines - 1)};
    int sock = connected(AF_INET);
    char all[5 * sizeof lines];
    size_t sent = 0;
    for (int i = 4; i >= 0; i--) {
        call_send(sock, lines, (size_t)sizes[i]);
        step_returned(sizes[i]);
        memcpy(all + sent, lines, (size_t)sizes[i]);
        sent += (size_t)sizes[i];
    }
    still_open();
    peer_received(all, sent);
}

CHECK(sends_the_rest, CORE, CLIENT_SEND, "goes on where a short send() stopped", &sends_all)
{
    const char *text = any_word(50);
    int sock = connected(AF_INET);
    shorten(WAY_SEND, 1, (size_t)any_number(3, 9));
    shorten(WAY_SEND, 2, 1);
    call_send(sock, text, 50);
    peer_received(text, 50);
    step_returned(50);
}

static void send_much(size_t size)
{
    const unsigned char *data = any_bytes(size);
    new_scene();
    int sock = connected(AF_INET);
    call_send(sock, data, size);
    peer_received(data, size);
    step_returned((long)size);
}

CHECK(sends_much, CORE, CLIENT_SEND, "sends 1 MiB and more", &sends_the_rest, &sends_nuls)
{
    send_much(MEBIBYTE + (size_t)any_number(1, 9999));
    if (in_large_pieces(WAY_SEND))
        send_much(3 * MEBIBYTE + (size_t)any_number(1, 9999));
}

CHECK(waits_for_room, CORE, CLIENT_SEND, "waits for a peer that reads late", &sends_the_rest)
{
    const size_t size = 96 << 10;
    const unsigned char *data = any_bytes(size);
    int sock = connected_small(AF_INET);
    peer_stops_reading();
    when_blocked_in(WAY_SEND);
    after_a_second();
    peer_reads();
    call_send(sock, data, size);
    peer_received(data, size);
    step_returned((long)size);
    step_slept(WAY_SEND);
}

CHECK(reports_a_vanished_peer, CORE, CLIENT_SEND, "reports a peer that has gone, and lives on",
      &sends_all)
{
    int sock = connected(AF_INET);
    peer_ends();
    peer_resets();
    step_end_becomes(TCP_CLOSE);
    seen()->fact = FACT_RESET;
    call_send(sock, "nobody reads this", 17);
    step_failed();
    expect(seen()->error == EPIPE || seen()->error == ECONNRESET, SYMPTOM_ERRNO,
           "returns -1 with errno EPIPE or ECONNRESET", "%s", say_result(seen()));
}

CHECK(reports_a_reset, CORE, CLIENT_SEND, "reports a connection that was reset", &sends_all)
{
    int sock = connected(AF_INET);
    peer_resets();
    step_end_becomes(TCP_CLOSE);
    seen()->fact = FACT_RESET;
    call_send(sock, "nobody reads this", 17);
    step_failed_with(ECONNRESET);
}

CHECK(reports_a_reset_between, CORE, CLIENT_SEND,
      "reports a connection that breaks between two pieces", &waits_for_room, &reports_a_reset,
      &reports_a_vanished_peer)
{
    const size_t size = 96 << 10;
    int sock = connected_small(AF_INET);
    peer_stops_reading();
    when_blocked_in(WAY_SEND);
    peer_ends();
    and_then();
    peer_resets();
    call_send(sock, any_bytes(size), size);
    step_failed();
    new_scene();
    sock = connected(AF_INET);
    shorten(WAY_SEND, 1, 9);
    refuse(WAY_SEND, 2, ECONNRESET);
    call_send(sock, "this is only half sent", 22);
    if (faults_struck() == 2)
        step_failed_with(ECONNRESET);
}

static void send_once(void) { call_send(connected(AF_INET), swept, 14); }

static void sent_once(void)
{
    step_returned(14);
    peer_received(swept, 14);
}

CHECK(send_survives_faults, CORE, CLIENT_SEND,
      "hands on each error of a call that it makes, or copes with it", &sends_the_rest,
      &reports_a_reset)
{
    sweep(send_once, sent_once);
}

CHECK(send_interrupted_later, STRETCH, CLIENT_SEND,
      "goes on when send() is interrupted between bytes", &sends_the_rest)
{
    const char *text = any_word(30);
    int sock = connected(AF_INET);
    shorten(WAY_SEND, 1, 11);
    interrupt(WAY_SEND, 2);
    interrupt(WAY_SEND, 3);
    call_send(sock, text, 30);
    peer_received(text, 30);
    step_returned(30);
}

CHECK(send_interrupted_first, STRETCH, CLIENT_SEND,
      "goes on when send() is interrupted before the first byte", &send_interrupted_later)
{
    const char *text = any_word(30);
    int sock = connected(AF_INET);
    interrupt(WAY_SEND, 1);
    call_send(sock, text, 30);
    peer_received(text, 30);
    step_returned(30);
}

const struct check *const checks_03_client_exchange[] = {
    &sends_all,
    &sends_nuls,
    &sends_again,
    &sends_the_rest,
    &waits_for_room,
    &sends_much,
    &reports_a_vanished_peer,
    &reports_a_reset,
    &reports_a_reset_between,
    &send_survives_faults,
    &receives_all,
    &receives_again,
    &joins_pieces,
    &stops_at_the_end,
    &returns_zero_at_the_end,
    &keeps_to_the_size,
    &keeps_to_the_room,
    &receives_nuls,
    &receives_much,
    &recv_reports_a_reset,
    &recv_survives_faults,
    &send_interrupted_later,
    &send_interrupted_first,
    &recv_interrupted_later,
    &recv_interrupted_first,
    &keeps_bytes_before_a_reset,
    NULL,
};
