/* ending.c - how a connection comes to its end, on both sides. */
#include "judge/scene.h"

#include <netinet/tcp.h>
#include <string.h>

enum { MOST_TURNS = 1000 };

/* --- while the step runs ---------------------------------------------------------------------- */

void when_its_end_came(void)
{
    when_blocked_in(WAY_RECV);
    scene.pending_after_end = true;
}

static bool is_over(int socket) { return kernel_tcp_state(socket) == TCP_CLOSE; }

/* The end of a stream is acknowledged like a byte. */
static bool sent_has_arrived(void)
{
    return scene.ours == -1 || is_over(scene.ours) ||
           kernel_unacknowledged(scene.ours, peer_socket(scene.peer)) == 0;
}

static bool reply_has_arrived(void)
{
    if (scene.peer == NULL) /* it has reset the connection */
        return true;
    int socket = peer_socket(scene.peer);
    return is_over(socket) || kernel_unacknowledged(socket, scene.ours) == 0;
}

/* What is there for the peers to see they see; a step that never stops sending does not keep us. */
static void turn(void)
{
    for (int i = 0; i < MOST_TURNS && peers_turn(scene.peers, 0) > 0; i++)
        ;
}

bool ending_has_come(void)
{
    if (scene.peer == NULL)
        return false;
    loop_until(sent_has_arrived);
    turn();
    return scene.tape->ended;
}

static struct entry *next_after_end(void)
{
    struct entry *entry = &scene.entries[scene.next_entry];
    return scene.next_entry < scene.entry_count && entry->after_end ? entry : NULL;
}

static void perform_the_rest(void)
{
    for (struct entry *entry; !scene.tape->failed && (entry = next_after_end()) != NULL;) {
        scene.next_entry++;
        script_perform(entry);
    }
}

void ending_time_passes(void)
{
    if (next_after_end() == NULL || !ending_has_come())
        return;
    perform_the_rest();
    loop_until(reply_has_arrived);
}

/* --- afterwards ------------------------------------------------------------------------------- */

/* The number at which the step's process has the same socket still, or -1. */
static int held_at(void)
{
    const struct observation *seen = &scene.seen;
    const struct kernel_fd *given = kernel_fd_find(&seen->before, scene.given);
    for (size_t i = 0; given != NULL && i < seen->after.count; i++)
        if (strcmp(seen->after.fds[i].what, given->what) == 0)
            return seen->after.fds[i].fd;
    return -1;
}

/* An end that cannot come is not waited for. */
static void expect_an_end_to_come(void)
{
    int state = kernel_tcp_state(scene.ours), fd = held_at();
    bool open = state == TCP_ESTABLISHED || state == TCP_CLOSE_WAIT;
    expect(!open || fd == -1, SYMPTOM_END, "the connection ends",
           "it is still open, by descriptor %d of the step's process", fd);
    expect(!open || scene.seen.children_left == 0, SYMPTOM_END, "the connection ends",
           "it is still open, by a child process that was left behind");
}

static bool peer_knows(void) { return scene.tape->ended || scene.tape->failed; }

static bool peer_is_over(void) { return is_over(peer_socket(scene.peer)); }

static void until(bool (*condition)(void))
{
    if (loop_until(condition))
        return;
    scene.seen.wall = true;
    fail_check(SYMPTOM_WAITS, "the connection ends", NULL);
}

/* With both sides ended the peer's socket is closed in any case: an error tells a reset. */
void connection_ends(void)
{
    struct observation *seen = &scene.seen;
    int error = 0;
    if (!scene.peer_stopped)
        until(sent_has_arrived);
    turn();
    expect_an_end_to_come();
    release_our_copy();
    if (scene.peer_stopped)
        peer_reads();
    until(peer_knows);
    perform_the_rest();
    until(peer_is_over);
    turn();
    getsockopt(peer_socket(scene.peer), SOL_SOCKET, SO_ERROR, &error, &(socklen_t){sizeof error});
    seen->peer_ended = scene.tape->ended;
    seen->peer_reset = scene.tape->failed || error != 0;
}

/* The step took for the peer's end a 0 from recv() that its own shutdown() was the cause of. */
static const char *say_end_of_its_own(const struct observation *seen)
{
    const struct call_record *call, *ended = NULL;
    for (size_t n = 0; (call = observed_call(seen, WAY_SHUTDOWN, n)) != NULL; n++)
        if (ended == NULL && call->did && call->result == 0 && call->args[0] != SHUT_WR)
            ended = call;
    for (size_t n = 0; ended != NULL && (call = observed_call(seen, WAY_RECV, n)) != NULL; n++)
        if (call > ended && call->did && call->result == 0)
            return say("; recv() returned 0 because of %s, and not because the peer had ended",
                       ended->args[0] == SHUT_RD ? "SHUT_RD" : "SHUT_RDWR");
    return "";
}

void peer_was_not_reset(void)
{
    const struct observation *seen = &scene.seen;
    expect(!seen->peer_reset, SYMPTOM_END, "the peer sees the end of the stream",
           "the peer sees a reset%s%s",
           seen->peer_ended ? " after the end of the stream" : " instead of the end of the stream",
           seen->fact == FACT_LINGER_ZERO ? "" : say_end_of_its_own(seen));
}

/* --- a number that is taken again ------------------------------------------------------------- */

void reuse_number(int fd)
{
    struct wire_order order = {.op = ORDER_REUSE, .fd = fd};
    loop_order(&order, -1, NULL);
}

bool number_reused(void)
{
    struct wire_order order = {.op = ORDER_REUSE, .fd = -1};
    return loop_order(&order, -1, NULL).result == 1;
}
