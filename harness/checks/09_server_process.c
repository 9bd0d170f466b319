/* 09_server_process.c - the checks of lesson 9: echo until the client ends. What happens when it
   breaks off, or when calls fail, is in 09_server_process_faults.h. */
#include "checks/transfers.h"
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

/* The client sends a message of 15 letters in two pieces, and wants the answer before it goes on.
 */
static void answer_at_once(const char *text, enum fact fact)
{
    new_scene();
    int conn = connected(AF_INET);
    peer_sends_bytes(text, 9);
    when_blocked_in(WAY_RECV);
    peer_sends_bytes(text + 9, 6);
    when_blocked_in(WAY_RECV);
    peer_has(15);
    and_then();
    peer_ends();
    seen()->fact = fact;
    call_process(conn);
    peer_received(text, 15);
}

CHECK(answers_at_once, CORE, SERVER_PROCESS, "answers a message before the client ends",
      &echoes_a_message)
{
    answer_at_once("a line of text\n", FACT_UNANSWERED);
    answer_at_once(any_word(15), FACT_NO_LINE);
}

CHECK(sleeps, CORE, SERVER_PROCESS, "sleeps while the client is silent", &echoes_a_message)
{
    const char *text = any_word(9);
    int conn = connected(AF_INET);
    when_blocked_in(WAY_RECV);
    after_a_second();
    peer_sends(text);
    when_blocked_in(WAY_RECV);
    peer_ends();
    call_process(conn);
    peer_received(text, 9);
    step_slept(WAY_RECV);
}

CHECK(answers_silence, CORE, SERVER_PROCESS,
      "returns 0 for a client that says nothing, and leaves the connection for step 6 to close",
      &echoes_a_message)
{
    int conn = connected(AF_INET);
    when_blocked_in(WAY_RECV);
    peer_ends();
    call_process(conn);
    step_leaves(conn);
    expect(kernel_tcp_state(our_copy()) == TCP_CLOSE_WAIT, SYMPTOM_SOCKET,
           "a connection on which the server can still send", "its own side is ended already");
    echoed("", 0);
}

/* What looks like a command or an empty line is a message like others. */
static void echo_lines(void)
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

CHECK(echoes_several, CORE, SERVER_PROCESS, "goes on with message after message", &answers_at_once)
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
    new_scene();
    echo_lines();
}

CHECK(echoes_nuls, CORE, SERVER_PROCESS, "sends NUL bytes back like all others", &counts)
{
    const char *data = any_word_with_nuls(120);
    int conn = connected(AF_INET);
    peer_sends_bytes(data, 120);
    when_blocked_in(WAY_RECV);
    peer_ends();
    call_process(conn);
    echoed(data, 120);
}

CHECK(sends_the_rest, CORE, SERVER_PROCESS, "goes on where a short send() stopped", &counts)
{
    const char *text = any_word(50);
    int conn = connected(AF_INET);
    peer_sends(text);
    when_blocked_in(WAY_RECV);
    peer_ends();
    shorten(WAY_SEND, 1, (size_t)any_number(3, 9));
    shorten(WAY_SEND, 2, (size_t)any_number(10, 15));
    call_process(conn);
    echoed(text, 50);
}

static void echo_much(size_t size)
{
    const unsigned char *data = any_bytes(size);
    new_scene();
    int conn = connected(AF_INET);
    peer_sends_bytes(data, size);
    peer_ends();
    call_process(conn);
    echoed(data, size);
}

CHECK(echoes_much, CORE, SERVER_PROCESS, "sends 1 MiB and more back", &sends_the_rest, &echoes_nuls,
      &echoes_several)
{
    echo_much(MEBIBYTE + (size_t)any_number(1, 9999));
    if (in_large_pieces(WAY_RECV))
        echo_much(3 * MEBIBYTE + (size_t)any_number(1, 9999));
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

#include "checks/09_server_process_faults.h"

const struct check *const checks_09_server_process[] = {
    &echoes_a_message,
    &counts,
    &answers_at_once,
    &sleeps,
    &answers_silence,
    &echoes_several,
    &echoes_nuls,
    &sends_the_rest,
    &echoes_much,
    &reports_a_reset,
    &reports_a_late_reset,
    &serves_the_next_client,
    &reports_a_vanished_client,
    &reports_a_lost_client,
    &reports_no_connection,
    &process_survives_faults,
    &recv_interrupted,
    &send_interrupted,
    &waits_for_a_late_reader,
    NULL,
};
