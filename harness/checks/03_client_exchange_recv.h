/* 03_client_exchange_recv.h - the checks of client_recv(), the second half of lesson 3. */
#ifndef CHECKS_03_CLIENT_EXCHANGE_RECV_H
#define CHECKS_03_CLIENT_EXCHANGE_RECV_H

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
    still_open();
}

CHECK(joins_pieces, CORE, CLIENT_RECV, "joins the pieces of a message", &receives_all)
{
    const char *text = any_word(12);
    int sock = connected(AF_INET);
    peer_sends_bytes(text, 5);
    when_blocked_in(WAY_RECV);
    after_a_second();
    peer_sends_bytes(text + 5, 1);
    when_blocked_in(WAY_RECV);
    peer_sends_bytes(text + 6, 6);
    call_recv(sock, 12);
    step_received(text, 12);
    step_slept(WAY_RECV);

    new_scene(); /* nor is the end of a line that of a message */
    sock = connected(AF_INET);
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
    call_recv(sock, 0);
    step_returned(0);
    next_in_queue(12);
    call_recv(sock, 12);
    step_received(text + 8, 12);
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
    const char *data = any_word_with_nuls(120);
    int sock = connected(AF_INET);
    peer_sends_bytes(data, 120);
    call_recv(sock, 120);
    step_received(data, 120);
}

static void receive_much(size_t size)
{
    const unsigned char *data = any_bytes(size);
    new_scene();
    int sock = connected(AF_INET);
    peer_sends_bytes(data, size);
    call_recv(sock, size);
    step_received(data, size);
}

CHECK(receives_much, CORE, CLIENT_RECV, "receives 1 MiB and more", &joins_pieces, &receives_nuls)
{
    receive_much(MEBIBYTE + (size_t)any_number(1, 9999));
    if (in_large_pieces(WAY_RECV))
        receive_much(3 * MEBIBYTE + (size_t)any_number(1, 9999));
}

static void it_was_reset(void *context)
{
    (void)context;
    seen()->fact = FACT_RESET;
}

CHECK(recv_reports_a_reset, CORE, CLIENT_RECV, "reports a reset", &receives_all)
{
    int sock = connected(AF_INET);
    when_blocked_in(WAY_RECV);
    peer_resets();
    and_then();
    happens(it_was_reset, NULL, NULL);
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

CHECK(recv_interrupted_later, STRETCH, CLIENT_RECV,
      "goes on when recv() is interrupted between bytes", &joins_pieces)
{
    const char *text = any_word(10);
    int sock = connected(AF_INET);
    peer_sends_bytes(text, 4);
    interrupt_wait(WAY_RECV, 1);
    interrupt_wait(WAY_RECV, 1);
    when_blocked_in(WAY_RECV);
    peer_sends_bytes(text + 4, 6);
    call_recv(sock, 10);
    step_received(text, 10);
}

CHECK(recv_interrupted_first, STRETCH, CLIENT_RECV,
      "goes on when recv() is interrupted before the first byte", &recv_interrupted_later)
{
    const char *text = any_word(10);
    int sock = connected(AF_INET);
    interrupt_wait(WAY_RECV, 1);
    interrupt_wait(WAY_RECV, 1);
    when_blocked_in(WAY_RECV);
    peer_sends(text);
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

#endif
