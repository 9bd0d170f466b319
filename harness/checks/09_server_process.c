/* 09_server_process.c - the checks of lesson 9: echo until the client ends. */
#include "judge/script.h"

#include <netinet/tcp.h>
#include <string.h>

/* The peer sends TEXT, and expects it back before it says anything else. */
static void exchange(const char *text, size_t so_far)
{
    peer_sends(text);
    when_blocked_in(WAY_RECV);
    peer_has(so_far + strlen(text));
}

/* What the peer has, and what the step says that it has. */
static void echoed(const void *data, size_t size)
{
    peer_received(data, size);
    step_returned((long)size);
}

CHECK(echoes_a_message, CORE, SERVER_PROCESS, "sends a message back, and ends when the client does")
{
    const char *text = any_word(17);
    int conn = connected(AF_INET);
    peer_sends(text);
    when_blocked_in(WAY_RECV);
    peer_ends();
    call_process(conn);
    peer_received(text, 17);
}

CHECK(counts, CORE, SERVER_PROCESS, "returns how many bytes it has sent back", &echoes_a_message)
{
    const char *text = any_word(23);
    int conn = connected(AF_INET);
    peer_sends(text);
    when_blocked_in(WAY_RECV);
    peer_ends();
    call_process(conn);
    echoed(text, 23);
}

CHECK(answers_at_once, CORE, SERVER_PROCESS, "answers a message before the client ends",
      &echoes_a_message)
{
    const char *text = "a line of text\n";
    int conn = connected(AF_INET);
    exchange(text, 0);
    and_then();
    peer_ends();
    call_process(conn);
    peer_received(text, 15);
}

CHECK(answers_any_bytes, CORE, SERVER_PROCESS, "answers bytes that are no line of text",
      &answers_at_once)
{
    const char *text = any_word(11);
    int conn = connected(AF_INET);
    exchange(text, 0);
    and_then();
    peer_ends();
    seen()->fact = FACT_NO_LINE;
    call_process(conn);
    peer_received(text, 11);
}

CHECK(sleeps, CORE, SERVER_PROCESS, "sleeps while the client is silent", &echoes_a_message)
{
    const char *text = any_word(9);
    int conn = connected(AF_INET);
    when_blocked_in(WAY_RECV);
    peer_sends(text);
    when_blocked_in(WAY_RECV);
    peer_ends();
    call_process(conn);
    peer_received(text, 9);
    step_slept(WAY_RECV);
}

CHECK(leaves_it_open, CORE, SERVER_PROCESS, "leaves the connection for step 6 to close",
      &echoes_a_message)
{
    int conn = connected(AF_INET);
    when_blocked_in(WAY_RECV);
    peer_ends();
    call_process(conn);
    step_holds(conn);
    expect(kernel_tcp_state(our_copy()) == TCP_CLOSE_WAIT, SYMPTOM_SOCKET,
           "a connection on which the server can still send", "its own side is ended already");
}

CHECK(echoes_several, CORE, SERVER_PROCESS, "goes on with message after message",
      &answers_any_bytes)
{
    const char *text = any_word(60);
    int conn = connected(AF_INET);
    peer_sends_bytes(text, 40); /* the longest first */
    when_blocked_in(WAY_RECV);
    peer_has(40);
    and_then();
    peer_sends_bytes(text + 40, 3);
    when_blocked_in(WAY_RECV);
    peer_has(43);
    and_then();
    peer_sends_bytes(text + 43, 17);
    when_blocked_in(WAY_RECV);
    peer_has(60);
    and_then();
    peer_ends();
    seen()->fact = FACT_EARLY;
    call_process(conn);
    peer_received(text, 60);
    seen()->fact = FACT_NONE;
    step_returned(60);
}

CHECK(echoes_nuls, CORE, SERVER_PROCESS, "sends NUL bytes back like all others", &counts)
{
    const unsigned char *data = any_bytes(120);
    int conn = connected(AF_INET);
    peer_sends_bytes(data, 120);
    when_blocked_in(WAY_RECV);
    peer_ends();
    call_process(conn);
    echoed(data, 120);
}

CHECK(answers_silence, CORE, SERVER_PROCESS, "returns 0 for a client that says nothing",
      &echoes_a_message)
{
    int conn = connected(AF_INET);
    when_blocked_in(WAY_RECV);
    peer_ends();
    call_process(conn);
    echoed("", 0);
}

CHECK(sends_the_rest, CORE, SERVER_PROCESS, "goes on where a short send() stopped", &counts)
{
    const char *text = any_word(50);
    int conn = connected(AF_INET);
    peer_sends(text);
    when_blocked_in(WAY_RECV);
    peer_ends();
    shorten(WAY_SEND, 1, (size_t)any_number(3, 9));
    call_process(conn);
    echoed(text, 50);
}

CHECK(echoes_much, CORE, SERVER_PROCESS, "sends 1 MiB back", &sends_the_rest, &echoes_nuls,
      &echoes_several)
{
    const size_t size = 1 << 20;
    const unsigned char *data = any_bytes(size);
    int conn = connected(AF_INET);
    peer_sends_bytes(data, size);
    peer_ends();
    call_process(conn);
    echoed(data, size);
}

CHECK(reports_a_reset, CORE, SERVER_PROCESS, "reports a reset", &echoes_a_message)
{
    int conn = connected(AF_INET);
    when_blocked_in(WAY_RECV);
    peer_resets();
    call_process(conn);
    step_failed_with(ECONNRESET);
}

CHECK(reports_a_late_reset, CORE, SERVER_PROCESS, "reports a reset that follows a message",
      &reports_a_reset)
{
    const char *text = "a line of text\n";
    int conn = connected(AF_INET);
    exchange(text, 0);
    and_then();
    peer_resets();
    call_process(conn);
    step_failed_with(ECONNRESET);
}

CHECK(serves_the_next_client, CORE, SERVER_PROCESS, "counts from the beginning for the next client",
      &counts)
{
    for (size_t size = 31; size > 0; size /= 4) {
        const char *text = any_word(size);
        new_scene();
        int conn = connected(AF_INET);
        peer_sends(text);
        when_blocked_in(WAY_RECV);
        peer_ends();
        call_process(conn);
        echoed(text, size);
    }
}

CHECK(echoes_any_line, CORE, SERVER_PROCESS,
      "sends back what looks like a command or an empty line", &echoes_several)
{
    static const char *const lines[] = {"\n", "quit\n", "\r\n", "exit", "QUIT\r\n", "\x04"};
    char all[64] = "";
    int conn = connected(AF_INET);
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        if (i > 0)
            and_then();
        peer_sends(lines[i]);
        strcat(all, lines[i]);
        when_blocked_in(WAY_RECV);
        peer_has(strlen(all));
    }
    and_then();
    peer_ends();
    call_process(conn);
    echoed(all, strlen(all));
}

static void wait_until_closed(void *context)
{
    (void)context;
    while (kernel_tcp_state(our_copy()) != TCP_CLOSE)
        ;
}

CHECK(reports_a_vanished_client, CORE, SERVER_PROCESS,
      "reports a client that vanishes before the answer, and lives on", &reports_a_reset)
{
    int conn = connected(AF_INET);
    peer_sends("nobody reads the echo"); /* it can still be received, but not answered */
    peer_ends();
    peer_resets();
    happens(wait_until_closed, NULL, NULL);
    call_process(conn);
    step_failed();
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
    peer_reads();
    call_process(conn);
    echoed(data, size);
    step_slept(WAY_SEND);
}

const struct check *const checks_09_server_process[] = {
    &echoes_a_message,
    &counts,
    &answers_at_once,
    &answers_any_bytes,
    &sleeps,
    &leaves_it_open,
    &echoes_several,
    &echoes_nuls,
    &answers_silence,
    &sends_the_rest,
    &echoes_much,
    &reports_a_reset,
    &reports_a_late_reset,
    &serves_the_next_client,
    &echoes_any_line,
    &reports_a_vanished_client,
    &reports_no_connection,
    &process_survives_faults,
    &recv_interrupted,
    &send_interrupted,
    &waits_for_a_late_reader,
    NULL,
};
