/* 03_client_exchange.c - the checks of lesson 3: send and receive. */
#include "judge/script.h"

#include <netinet/tcp.h>
#include <string.h>

/* --- client_send ------------------------------------------------------------------------------ */

CHECK(sends_all, CORE, CLIENT_SEND, "sends every byte, in order and once")
{
    const char *text = any_word(41);
    int sock = connected(AF_INET);
    call_send(sock, text, 41);
    peer_received(text, 41);
    step_returned(41);
}

CHECK(sends_nothing, CORE, CLIENT_SEND, "sends no bytes when there are none, and returns 0",
      &sends_all)
{
    int sock = connected(AF_INET);
    call_send(sock, "", 0);
    step_returned(0);
    peer_received("", 0);
}

CHECK(sends_nuls, CORE, CLIENT_SEND, "sends NUL bytes like all others", &sends_all)
{
    const unsigned char *data = any_bytes(120);
    int sock = connected(AF_INET);
    call_send(sock, data, 120);
    peer_received(data, 120);
    step_returned(120);
}

CHECK(sends_again, CORE, CLIENT_SEND, "sends any number of bytes, time after time", &sends_all)
{
    static const char lines[] = "\nGET / HTTP/1.0\r\n\r\n\xff\x04end";
    const int sizes[] = {1, 2, any_number(3, 20), any_number(21, sizeof lines - 1)};
    int sock = connected(AF_INET);
    char all[4 * sizeof lines];
    size_t sent = 0;
    for (int i = 3; i >= 0; i--) {
        call_send(sock, lines, (size_t)sizes[i]);
        step_returned(sizes[i]);
        memcpy(all + sent, lines, (size_t)sizes[i]);
        sent += (size_t)sizes[i];
    }
    expect(kernel_tcp_state(our_copy()) == TCP_ESTABLISHED, SYMPTOM_SOCKET,
           "the connection stays open in both directions",
           "the kernel says that a side of it is ended");
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

CHECK(sends_a_mebibyte, CORE, CLIENT_SEND, "sends 1 MiB to a peer that reads late", &sends_the_rest,
      &sends_nuls)
{
    const size_t size = 1 << 20;
    const unsigned char *data = any_bytes(size);
    int sock = connected(AF_INET);
    peer_stops_reading();
    when_blocked_in(WAY_SEND);
    peer_reads();
    call_send(sock, data, size);
    peer_received(data, size);
    step_returned((long)size);
    step_slept(WAY_SEND);
}

static void wait_until_closed(void *context)
{
    (void)context;
    while (kernel_tcp_state(our_copy()) != TCP_CLOSE)
        ;
}

CHECK(reports_a_vanished_peer, CORE, CLIENT_SEND, "reports a peer that has gone, and lives on",
      &sends_all)
{
    int sock = connected(AF_INET);
    peer_ends();
    peer_resets();
    happens(wait_until_closed, NULL, NULL);
    call_send(sock, "nobody reads this", 17);
    step_failed();
    expect(seen()->error == EPIPE || seen()->error == ECONNRESET, SYMPTOM_ERRNO,
           "returns -1 with errno EPIPE or ECONNRESET", "%s", say_result(seen()));
}

CHECK(reports_a_reset, CORE, CLIENT_SEND, "reports a connection that was reset", &sends_all)
{
    int sock = connected(AF_INET);
    peer_resets();
    happens(wait_until_closed, NULL, NULL);
    call_send(sock, "nobody reads this", 17);
    step_failed_with(ECONNRESET);
}

CHECK(reports_a_reset_between, CORE, CLIENT_SEND,
      "reports a connection that breaks between two pieces", &sends_the_rest, &reports_a_reset)
{
    int sock = connected(AF_INET);
    shorten(WAY_SEND, 1, 9);
    refuse(WAY_SEND, 2, ECONNRESET);
    call_send(sock, "this is only half sent", 22);
    if (faults_struck() == 2)
        step_failed_with(ECONNRESET);
}

static const char swept[] = "fourteen bytes";

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

CHECK(send_interrupted_first, STRETCH, CLIENT_SEND,
      "goes on when send() is interrupted before the first byte", &sends_all)
{
    const char *text = any_word(30);
    int sock = connected(AF_INET);
    interrupt(WAY_SEND, 1);
    call_send(sock, text, 30);
    peer_received(text, 30);
    step_returned(30);
}

CHECK(send_interrupted_later, STRETCH, CLIENT_SEND,
      "goes on when send() is interrupted between bytes", &sends_the_rest, &send_interrupted_first)
{
    const char *text = any_word(30);
    int sock = connected(AF_INET);
    shorten(WAY_SEND, 1, 11);
    interrupt(WAY_SEND, 2);
    call_send(sock, text, 30);
    peer_received(text, 30);
    step_returned(30);
}

/* --- client_recv ------------------------------------------------------------------------------ */

CHECK(receives_all, CORE, CLIENT_RECV, "receives a message that is there")
{
    const char *text = any_word(23);
    int sock = connected(AF_INET);
    peer_sends(text);
    call_recv(sock, 23);
    step_received(text, 23);
}

CHECK(receives_again, CORE, CLIENT_RECV, "receives any number of bytes, time after time",
      &receives_all)
{
    static const char lines[] = "\nHTTP/1.0 200 OK\r\n\r\n\xff\x04!";
    const int sizes[] = {any_number(11, 20), 1, any_number(3, 10), 2, 1};
    int sock = connected(AF_INET);
    for (int i = 0; i < 5; i++) {
        peer_sends_bytes(lines, (size_t)sizes[i]);
        call_recv(sock, (size_t)sizes[i]);
        step_received(lines, (size_t)sizes[i]);
    }
    expect(kernel_tcp_state(our_copy()) == TCP_ESTABLISHED, SYMPTOM_SOCKET,
           "the connection stays open in both directions",
           "the kernel says that a side of it is ended");
}

CHECK(joins_pieces, CORE, CLIENT_RECV, "joins the pieces of a message", &receives_all)
{
    const char *text = any_word(12);
    int sock = connected(AF_INET);
    peer_sends_bytes(text, 5);
    when_blocked_in(WAY_RECV);
    peer_sends_bytes(text + 5, 1);
    when_blocked_in(WAY_RECV);
    peer_sends_bytes(text + 6, 6);
    call_recv(sock, 12);
    step_received(text, 12);
    step_slept(WAY_RECV);
}

CHECK(joins_lines, CORE, CLIENT_RECV, "does not stop at the end of a line", &joins_pieces)
{
    int sock = connected(AF_INET);
    peer_sends("one\n");
    when_blocked_in(WAY_RECV);
    peer_sends("\r\n");
    when_blocked_in(WAY_RECV);
    peer_sends("two");
    seen()->fact = FACT_NO_LINE;
    call_recv(sock, 9);
    step_received("one\n\r\ntwo", 9);
}

CHECK(stops_at_the_end, CORE, CLIENT_RECV, "returns what has come when the stream ends early",
      &joins_pieces)
{
    const char *text = any_word(9);
    int sock = connected(AF_INET);
    peer_sends(text);
    when_blocked_in(WAY_RECV);
    peer_ends();
    call_recv(sock, 40);
    step_received(text, 9);
}

CHECK(returns_zero_at_the_end, CORE, CLIENT_RECV, "returns 0 when the stream has ended",
      &receives_all)
{
    int sock = connected(AF_INET);
    peer_ends();
    call_recv(sock, 16);
    step_returned(0);
}

CHECK(keeps_to_the_size, CORE, CLIENT_RECV,
      "takes no more than size, and leaves the rest for the next call", &receives_all)
{
    const char *text = any_word(20);
    int sock = connected(AF_INET);
    peer_sends(text);
    call_recv(sock, 8);
    step_received(text, 8);
    next_in_queue(12);
    call_recv(sock, 12);
    step_received(text + 8, 12);
}

CHECK(receives_nothing, CORE, CLIENT_RECV, "takes nothing when asked for no bytes",
      &keeps_to_the_size)
{
    int sock = connected(AF_INET);
    peer_sends("later");
    call_recv(sock, 0);
    step_returned(0);
    next_in_queue(5);
}

CHECK(keeps_to_the_room, CORE, CLIENT_RECV, "asks for no more than the room that is left",
      &joins_pieces, &keeps_to_the_size)
{
    const char *text = any_word(23);
    int sock = connected(AF_INET);
    peer_sends_bytes(text, 3);
    when_blocked_in(WAY_RECV);
    peer_sends_bytes(text + 3, 20);
    call_recv(sock, 8);
    step_received(text, 8);
    next_in_queue(15);
}

CHECK(receives_nuls, CORE, CLIENT_RECV, "receives NUL bytes like all others", &receives_all)
{
    const unsigned char *data = any_bytes(120);
    int sock = connected(AF_INET);
    peer_sends_bytes(data, 120);
    call_recv(sock, 120);
    step_received(data, 120);
}

CHECK(receives_much, CORE, CLIENT_RECV, "receives 1 MiB", &joins_pieces, &receives_nuls)
{
    const size_t size = 1 << 20;
    const unsigned char *data = any_bytes(size);
    int sock = connected(AF_INET);
    peer_sends_bytes(data, size);
    call_recv(sock, size);
    step_received(data, size);
}

CHECK(recv_reports_a_reset, CORE, CLIENT_RECV, "reports a reset", &receives_all)
{
    int sock = connected(AF_INET);
    when_blocked_in(WAY_RECV);
    peer_resets();
    call_recv(sock, 16);
    step_failed_with(ECONNRESET);
}

static void recv_once(void)
{
    int sock = connected(AF_INET);
    peer_sends_bytes(swept, 14);
    call_recv(sock, 14);
}

static void received_once(void) { step_received(swept, 14); }

CHECK(recv_survives_faults, CORE, CLIENT_RECV, "hands on each error of a call that it makes",
      &joins_pieces, &recv_reports_a_reset)
{
    sweep(recv_once, received_once);
}

CHECK(recv_interrupted_first, STRETCH, CLIENT_RECV,
      "goes on when recv() is interrupted before the first byte", &receives_all)
{
    const char *text = any_word(10);
    int sock = connected(AF_INET);
    interrupt_wait(WAY_RECV, 1);
    when_blocked_in(WAY_RECV);
    peer_sends(text);
    call_recv(sock, 10);
    step_received(text, 10);
}

CHECK(recv_interrupted_later, STRETCH, CLIENT_RECV,
      "goes on when recv() is interrupted between bytes", &joins_pieces, &recv_interrupted_first)
{
    const char *text = any_word(10);
    int sock = connected(AF_INET);
    peer_sends_bytes(text, 4);
    interrupt_wait(WAY_RECV, 1);
    when_blocked_in(WAY_RECV);
    peer_sends_bytes(text + 4, 6);
    call_recv(sock, 10);
    step_received(text, 10);
}

CHECK(keeps_bytes_before_a_reset, STRETCH, CLIENT_RECV,
      "returns the bytes that came before a reset", &joins_pieces, &recv_reports_a_reset)
{
    const char *text = any_word(6);
    int sock = connected(AF_INET);
    peer_sends(text);
    when_blocked_in(WAY_RECV);
    peer_resets();
    call_recv(sock, 30);
    step_received(text, 6);
}

const struct check *const checks_03_client_exchange[] = {
    &sends_all,
    &sends_nothing,
    &sends_nuls,
    &sends_again,
    &sends_the_rest,
    &sends_a_mebibyte,
    &reports_a_vanished_peer,
    &reports_a_reset,
    &reports_a_reset_between,
    &send_survives_faults,
    &receives_all,
    &receives_again,
    &joins_pieces,
    &joins_lines,

    &stops_at_the_end,
    &returns_zero_at_the_end,
    &keeps_to_the_size,
    &receives_nothing,
    &keeps_to_the_room,
    &receives_nuls,
    &receives_much,
    &recv_reports_a_reset,
    &recv_survives_faults,
    &send_interrupted_first,
    &send_interrupted_later,
    &recv_interrupted_first,
    &recv_interrupted_later,
    &keeps_bytes_before_a_reset,
    NULL,
};
