/* script.c - the script of a check: who acts when, which calls fail. */
#include "judge/timeline.h"

#include <poll.h>
#include <string.h>
#include <unistd.h>

/* --- writing the script ----------------------------------------------------------------------- */

void when_blocked_in(enum wire_way way)
{
    scene.pending = true;
    scene.pending_way = way;
}

void after_a_second(void) { scene.pending_late = true; }

void and_then(void)
{
    scene.pending = true;
    scene.pending_follows = true;
}

static void enter(struct entry entry)
{
    if (!scene.pending) {
        script_perform(&entry);
        return;
    }
    if (scene.entry_count == MAX_ENTRIES)
        machine_fault("the script is too long");
    entry.waits = true;
    entry.way = scene.pending_way;
    entry.follows = scene.pending_follows;
    entry.after_end = scene.pending_after_end;
    entry.late = scene.pending_late;
    scene.pending_follows = scene.pending_after_end = scene.pending_late = false;
    scene.entries[scene.entry_count++] = entry;
    scene.pending = false;
}

void peer_sends_bytes(const void *data, size_t size)
{
    enter((struct entry){.action = ACTION_SEND, .bytes = {(unsigned char *)data, size}});
}

void peer_sends(const char *text) { peer_sends_bytes(text, strlen(text)); }

void peer_ends(void) { enter((struct entry){.action = ACTION_END}); }

void peer_resets(void) { enter((struct entry){.action = ACTION_RESET}); }

void peer_stops_reading(void) { enter((struct entry){.action = ACTION_STOP_READING}); }

void peer_reads(void) { enter((struct entry){.action = ACTION_READ}); }

void peer_has(size_t size) { enter((struct entry){.action = ACTION_HAS, .bytes = {NULL, size}}); }

void client_comes(int listener)
{
    enter((struct entry){.action = ACTION_CLIENT, .listener = listener});
}

void happens(void (*what)(void *), void *context, const char *story)
{
    enter((struct entry){.action = ACTION_OTHER, .what = what, .context = context, .story = story});
}

enum { PATIENT_LOOKS = 30000 };

/* Over loopback it has come about as a rule before anybody looks. */
static void until_it_is(void *state)
{
    for (int looks = 0; kernel_tcp_state(our_copy()) != (int)(intptr_t)state; looks++) {
        no_trouble();
        if (looks == PATIENT_LOOKS)
            machine_fault("what the peer does to the connection does not arrive");
        poll(NULL, 0, looks < 100 ? 0 : 1);
    }
}

void step_end_becomes(int state) { happens(until_it_is, (void *)(intptr_t)state, NULL); }

void input_arrives(int size)
{
    int peer = peer_socket(scene.peer);
    while (kernel_unread(scene.ours) < size && kernel_in_flight(peer, scene.ours) > 0)
        ;
}

static void add_fault(struct fault fault)
{
    if (scene.fault_count == MAX_FAULTS)
        machine_fault("too many faults in a script");
    scene.faults[scene.fault_count++] = fault;
}

void refuse(enum wire_way way, int n, int error)
{
    add_fault((struct fault){.way = way, .n = n, .op = ANSWER_FAIL, .value = error});
}

void shorten(enum wire_way way, int n, size_t size)
{
    add_fault((struct fault){.way = way, .n = n, .op = ANSWER_LIMIT, .value = (long)size});
}

void interrupt(enum wire_way way, int n) { refuse(way, n, EINTR); }

void interrupt_wait(enum wire_way way, int n)
{
    add_fault(
        (struct fault){.way = way, .n = n, .waiting = true, .op = ANSWER_FAIL, .value = EINTR});
}

void interrupt_after(enum wire_way way, int n, int error)
{
    add_fault((struct fault){.way = way, .n = n, .op = ANSWER_AFTER, .value = error});
}

void time_passes(enum wire_way way, int n)
{
    for (int i = 0; i < n; i++)
        add_fault((struct fault){.way = way, .n = 1, .waiting = true, .op = ANSWER_TIMEOUT});
}

void fault_at(size_t index, enum wire_op op, long value)
{
    add_fault((struct fault){.index = index, .op = op, .value = value});
}

int faults_struck(void)
{
    int struck = 0;
    for (size_t i = 0; i < scene.fault_count; i++)
        struck += scene.faults[i].struck;
    return struck;
}

/* --- acting ----------------------------------------------------------------------------------- */

static void tell_story(const char *what)
{
    size_t used = strlen(scene.seen.story);
    if (used + strlen(what) + 3 < STORY) {
        strcat(scene.seen.story, used == 0 ? "" : ", ");
        strcat(scene.seen.story, what);
    }
}

static void tell(enum action action, const char *what)
{
    tell_story(what);
    timeline_tell(action, what);
}

void script_tell(const char *what) { tell(ACTION_OTHER, what); }

/* Waits until the peer has SIZE bytes of the step's. What the step has sent is there when nothing
   is unacknowledged any more; the step itself waits for the peer now. */
static void wait_for_the_echo(size_t size)
{
    const struct waiting waits = {.input = true};
    for (;;) {
        bool arrived = kernel_unacknowledged(scene.ours, peer_socket(scene.peer)) == 0;
        while (peers_turn(scene.peers, 0) > 0)
            ;
        if (scene.tape->bytes.size >= size)
            return;
        if (arrived && observed_calls(&scene.seen, WAY_SEND) == 0 && scene.tape->bytes.size == 0)
            loop_stuck(&waits);
        expect(!arrived, SYMPTOM_SENT, say("the peer has %zu bytes back by now", size),
               "it has %zu", scene.tape->bytes.size);
    }
}

/* A port that shows in which order its bytes were read, and that is not the server's. */
static bool is_telling(int port, int servers)
{
    return port >> 8 != (port & 255) && port != servers;
}

/* No text of an address is longer: INET_ADDRSTRLEN bytes with its end. */
static const char *any_long_loopback(void)
{
    return say("127.%d.%d.%d", any_number(128, 254), any_number(100, 254), any_number(100, 254));
}

/* Each client has an address of its own, so that nobody is taken for another; that of every second
   one is long. */
static int a_client(int family, int listener)
{
    for (;;) {
        const char *ip = scene.came % 2 == 1 ? any_long_loopback() : any_loopback();
        int fd = judge_bound(family, family == AF_INET6 ? "::" : ip, 0, -1);
        if (fd == -1 || is_telling(local_port(fd), local_port(listener)))
            return fd;
        close(fd);
    }
}

static void a_client_connects(int listener)
{
    struct sockaddr_storage address;
    socklen_t length = sizeof address;
    if (getsockname(listener, (struct sockaddr *)&address, &length) == -1 ||
        scene.came == MAX_CLIENTS)
        machine_fault("no address to connect to");
    int fd = a_client(address.ss_family, listener);
    if (fd == -1 || connect(fd, (struct sockaddr *)&address, length) == -1)
        machine_fault("cannot connect over loopback");
    scene.clients[scene.came] = peers_adopt(scene.peers, fd);
    if (scene.clients[scene.came++] == NULL)
        machine_fault("cannot watch a connection");
    tell(ACTION_CLIENT, script_words(ACTION_CLIENT));
}

int clients_so_far(void) { return scene.came; }

void client_sends(int n, const char *text)
{
    peer_send(scene.clients[n], text, strlen(text));
    script_tell("the client sent something");
}

static int listening_to;

static bool client_stream_is_over(void)
{
    const struct tape *tape = peer_data(scene.clients[listening_to]);
    return tape != NULL && (tape->ended || tape->failed);
}

size_t client_received(int n)
{
    listening_to = n;
    if (!loop_until(client_stream_is_over))
        machine_fault("a connection over loopback does not end");
    const struct tape *tape = peer_data(scene.clients[n]);
    return tape->bytes.size;
}

int client_socket_of(int n)
{
    return scene.clients[n] == NULL ? -1 : peer_socket(scene.clients[n]);
}

void client_resets(int n)
{
    peer_reset(scene.clients[n]);
    scene.clients[n] = NULL;
    script_tell("a client reset its connection");
}

const char *script_words(enum action action)
{
    static const char *const words[] = {[ACTION_SEND] = "sends",
                                        [ACTION_END] = "the peer ended its side",
                                        [ACTION_RESET] = "the peer reset the connection",
                                        [ACTION_STOP_READING] = "the peer did not read",
                                        [ACTION_READ] = "the peer read on",
                                        [ACTION_CLIENT] = "a client connected",
                                        [ACTION_HAS] = "",
                                        [ACTION_OTHER] = ""};
    return words[action];
}

void script_perform(const struct entry *entry)
{
    switch (entry->action) {
    case ACTION_SEND:
        tell_story(say("the peer sent %s", say_bytes(entry->bytes.data, entry->bytes.size)));
        timeline_sends(entry->bytes);
        peer_send(scene.peer, entry->bytes.data, entry->bytes.size);
        scene.sent += entry->bytes.size;
        break;
    case ACTION_END:
        tell(entry->action, script_words(entry->action));
        peer_end(scene.peer);
        break;
    case ACTION_RESET:
        tell(entry->action, script_words(entry->action));
        peer_reset(scene.peer);
        scene.peer = NULL;
        break;
    case ACTION_STOP_READING:
        tell(entry->action, script_words(entry->action));
        peer_reading(scene.peer, false);
        scene.peer_stopped = true;
        break;
    case ACTION_READ:
        tell(entry->action, script_words(entry->action));
        peer_reading(scene.peer, true);
        scene.peer_stopped = false;
        break;
    case ACTION_CLIENT:
        a_client_connects(entry->listener);
        break;
    case ACTION_HAS:
        wait_for_the_echo(entry->bytes.size);
        break;
    case ACTION_OTHER:
        if (entry->story != NULL)
            script_tell(entry->story);
        entry->what(entry->context);
        break;
    }
    no_trouble();
}
