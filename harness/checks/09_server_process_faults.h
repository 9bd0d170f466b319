/* 09_server_process_faults.h - the checks of lesson 9 with a client that breaks off, or with calls
   that fail. */
#ifndef CHECKS_09_SERVER_PROCESS_FAULTS_H
#define CHECKS_09_SERVER_PROCESS_FAULTS_H

static void it_was_reset(void *context)
{
    (void)context;
    seen()->fact = FACT_RESET;
}

CHECK(reports_a_reset, CORE, SERVER_PROCESS, "reports a reset", &echoes_a_message)
{
    int conn = connected(AF_INET);
    when_blocked_in(WAY_RECV);
    peer_resets();
    and_then();
    happens(it_was_reset, NULL, NULL);
    call_process(conn);
    step_failed_with(ECONNRESET);
}

CHECK(reports_a_late_reset, CORE, SERVER_PROCESS, "reports a reset that follows a message",
      &reports_a_reset, &answers_at_once)
{
    const char *text = "a line of text\n";
    int conn = connected(AF_INET);
    exchange(text, 0);
    and_then();
    peer_resets();
    and_then();
    happens(it_was_reset, NULL, NULL);
    call_process(conn);
    step_failed_with(ECONNRESET);
}

/* What the peer sent before it went can still be received, but not answered. */
CHECK(reports_a_vanished_client, CORE, SERVER_PROCESS,
      "reports a client that vanishes before the answer, and lives on", &reports_a_reset)
{
    int conn = connected(AF_INET);
    peer_sends("nobody reads the echo");
    peer_ends();
    peer_resets();
    step_end_becomes(TCP_CLOSE);
    call_process(conn);
    step_failed();
}

static void vanish_after_a_message(void)
{
    int conn = connected(AF_INET);
    exchange("a line of text\n", 0);
    and_then();
    peer_sends("nobody reads the echo");
    and_then();
    peer_ends();
    and_then();
    peer_resets();
    and_then();
    step_end_becomes(TCP_CLOSE);
    call_process(conn);
    if (observed_failure(seen()) != NULL) /* calls past the record may be quicker than the reset */
        step_failed();
}

static bool gone;

static void it_is_gone(void *context)
{
    (void)context;
    gone = true;
}

/* The client has ended its side and reads nothing: a step that waits to send meets the reset. */
static void vanish_within_an_answer(void)
{
    const size_t size = 96 << 10;
    int conn = connected_small(AF_INET);
    peer_stops_reading();
    peer_sends(any_word(size));
    peer_ends();
    when_blocked_in(WAY_SEND);
    peer_resets();
    and_then();
    happens(it_is_gone, NULL, NULL);
    call_process(conn);
    if (gone)
        step_failed();
}

CHECK(reports_a_lost_client, CORE, SERVER_PROCESS,
      "reports a client that vanishes when a part of it is echoed", &answers_at_once,
      &sends_the_rest, &reports_a_vanished_client)
{
    vanish_after_a_message();
    new_scene();
    vanish_within_an_answer();
}

CHECK(reports_no_connection, CORE, SERVER_PROCESS, "fails for a socket that is not connected",
      &reports_a_reset)
{
    new_scene();
    int fd = give(judge_socket(AF_INET, SOCK_STREAM));
    call_process(fd);
    step_failed_with(ENOTCONN);
}

static const char swept[] = "fourteen bytes";

static void process_once(void)
{
    int conn = connected(AF_INET);
    peer_sends_bytes(swept, 14);
    when_blocked_in(WAY_RECV);
    peer_ends();
    call_process(conn);
}

static void processed_once(void) { echoed(swept, 14); }

CHECK(process_survives_faults, CORE, SERVER_PROCESS, "hands on each error of a call that it makes",
      &sends_the_rest, &reports_a_reset)
{
    sweep(process_once, processed_once);
}

CHECK(recv_interrupted, STRETCH, SERVER_PROCESS, "goes on when recv() is interrupted", &counts)
{
    const char *text = any_word(30);
    int conn = connected(AF_INET);
    interrupt_wait(WAY_RECV, 1);
    interrupt_wait(WAY_RECV, 2); /* when the text is echoed */
    when_blocked_in(WAY_RECV);
    peer_sends(text);
    when_blocked_in(WAY_RECV);
    peer_ends();
    call_process(conn);
    echoed(text, 30);
}

CHECK(send_interrupted, STRETCH, SERVER_PROCESS, "goes on when send() is interrupted", &counts)
{
    const char *text = any_word(30);
    int conn = connected(AF_INET);
    peer_sends(text);
    when_blocked_in(WAY_RECV);
    peer_ends();
    interrupt(WAY_SEND, 1);
    call_process(conn);
    echoed(text, 30);
}

CHECK(waits_for_a_late_reader, STRETCH, SERVER_PROCESS, "gives a client that reads late every byte",
      &echoes_much)
{
    const size_t size = 96 << 10;
    const unsigned char *data = any_bytes(size);
    int conn = connected_small(AF_INET);
    peer_stops_reading();
    peer_sends_bytes(data, size);
    peer_ends();
    when_blocked_in(WAY_SEND);
    after_a_second();
    peer_reads();
    call_process(conn);
    echoed(data, size);
    step_slept(WAY_SEND);
}

#endif
