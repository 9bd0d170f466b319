/* loop.c - lets things happen until the step has returned, or is proved to be stuck. */
#include "judge/patience.h"
#include "judge/scene.h"

#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
    TICK_MS = 2, /* how often the kernel is asked about a step that says nothing */
    FAREWELL_LOOKS = 250,
    CPU_SECONDS = 2, /* what a step has for itself, see gate_wind_clock() */
    LAST_LOOKS = 30000,
    GATE_FIRST_FD = 1000,
    FLOOD = ARENA_SIZE + ARENA_SIZE / 2, /* bytes that no step has to send */
    MANY_CALLS = 1 << 18,
};

/* --- a step that says nothing ----------------------------------------------------------------- */

/* Nothing that either side has done is still to arrive: no room for a step that waits to send,
   since the peer reads on, and no bytes for one that waits to receive. Who waits to send and leaves
   unread what is there does not wait for more of it, which may find no room. */
static bool peer_is_at_rest(const struct waiting *waits)
{
    if (scene.peer == NULL)
        return true;
    int peer = peer_socket(scene.peer);
    bool room = waits->output && !scene.peer_stopped && kernel_unacknowledged(scene.ours, peer) > 0;
    bool bytes = waits->input && !(waits->output && kernel_unread(scene.ours) > 0) &&
                 kernel_unacknowledged(peer, scene.ours) > 0;
    return !room && !bytes;
}

_Noreturn void loop_stuck(const struct waiting *waits)
{
    scene.seen.stuck_in = waits->client   ? WAY_ACCEPT
                          : waits->input  ? WAY_RECV
                          : waits->output ? WAY_SEND
                                          : WAY_WAIT;
    fail_check(SYMPTOM_WAITS, NULL, NULL);
}

static bool has_event(void)
{
    struct pollfd fd = {.fd = scene.stage.control, .events = POLLIN};
    return poll(&fd, 1, 0) != 0;
}

/* What the step waits for: by its own word, if its last call said so, else by the kernel's. */
static struct waiting what_it_waits_for(const struct kernel_wait *wait)
{
    const struct observation *seen = &scene.seen;
    const struct call_record *last =
        seen->count > seen->first ? &seen->calls[seen->count - 1] : NULL;
    if (last != NULL && last->waited && !last->did)
        return scene.waits;
    return (struct waiting){.input = wait->input,
                            .output = wait->output,
                            .client = wait->accepting && (scene.tape == NULL || !wait->input)};
}

/* All its threads wait in the kernel, twice the same, and nothing is on its way: then it is its
   turn in the script; if that has nothing for it, it waits for ever. Returns whether it sleeps, and
   *WAIT. */
static bool look_into_the_kernel(bool running, struct kernel_wait *wait)
{
    if (scene.stage.pid == 0)
        return true;
    struct kernel_wait first = kernel_wait(scene.stage.pid, GATE_FIRST_FD);
    *wait = first;
    if (!first.blocked || has_event())
        return false;
    while (peers_turn(scene.peers, 0) > 0)
        ;
    struct waiting waits = what_it_waits_for(&first);
    if (!running || !peer_is_at_rest(&waits))
        return true;
    struct kernel_wait again = kernel_wait(scene.stage.pid, GATE_FIRST_FD);
    if (!again.blocked || again.turns != first.turns || has_event() ||
        peers_turn(scene.peers, 0) > 0)
        return false;
    if (!answers_go_on(&waits) && !again.timed)
        loop_stuck(again.signal ? &(struct waiting){0} : &waits);
    return true;
}

/* A step that sends without end: of many small pieces fewer bytes are enough to tell. */
static void stop_a_flood(void)
{
    const struct observation *seen = &scene.seen;
    bool client = seen->asked.step == STEP_CLIENT_SEND;
    size_t due = client ? (size_t)seen->asked.args[1] : scene.sent;
    size_t got = scene.tape == NULL ? 0 : scene.tape->bytes.size;
    long calls = (long)(seen->count - seen->first) + seen->unasked;
    if (client || seen->asked.step == STEP_SERVER_PROCESS)
        expect(got < FLOOD && (calls < MANY_CALLS || got < 4 * due + MANY_CALLS), SYMPTOM_SENT,
               say("no more than %zu bytes are sent", due), "%zu, and no end of them", got);
}

/* --- the loop --------------------------------------------------------------------------------- */

static void look(bool running)
{
    struct kernel_wait wait = {.blocked = false};
    bool asleep = look_into_the_kernel(running, &wait);
    patience_look(asleep, &wait);
}

/* The next event of the step, while the peers go on: 1; -1: the step has ended, or says what no
   stage says. */
static int next_event(struct wire_event *event, int *descriptor, bool running)
{
    patience_of_an_event();
    if (patience_wants_a_look()) /* one that always has something to say, too */
        look(running);
    for (;;) {
        if (scene.stage.forged)
            return -1;
        int got = launch_event(&scene.stage, event, descriptor);
        no_trouble();
        if (got != 0)
            return got;
        struct pollfd fds[3] = {{.fd = scene.stage.control, .events = POLLIN},
                                {.fd = peers_fd(scene.peers), .events = POLLIN},
                                {.fd = scene.stage.status, .events = POLLIN}};
        int ready = poll(fds, 3, TICK_MS);
        if (fds[1].revents != 0)
            peers_turn(scene.peers, 0);
        if (fds[1].revents != 0 && running)
            stop_a_flood();
        if (fds[2].revents != 0 &&
            launch_status(&scene.stage)) /* what it said before comes first */
            return launch_event(&scene.stage, event, descriptor) == 1 ? 1 : -1;
        if (ready == 0 || patience_wants_a_look())
            look(running);
    }
}

/* Waits for the step's end; one that lives on, or computes on, without its control socket, or that
   has written to it, is ended. */
static void wait_for_its_end(void)
{
    struct pollfd end = {.fd = scene.stage.status, .events = POLLIN};
    for (int idle = 0; !launch_status(&scene.stage); poll(&end, 1, TICK_MS)) {
        struct kernel_wait wait = {.blocked = false};
        no_trouble();
        if (scene.stage.pid != 0)
            wait = kernel_wait(scene.stage.pid, GATE_FIRST_FD);
        idle = wait.blocked ? idle + 1 : 0;
        if (!scene.stage.forged && idle < FAREWELL_LOOKS && !patience_is_used_up(&wait))
            continue;
        scene.seen.forged = true;
        shutdown(scene.stage.status, SHUT_WR); /* the server ends it */
    }
}

/* It did without the signal that tells where it computes. */
static bool ended_by_clock(int wait_status)
{
    return wait_status != -1 && WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGKILL &&
           scene.stage.cpu_seconds >= CPU_SECONDS &&
           launch_text(scene.stage.report, 64, NULL) == NULL;
}

static _Noreturn void died(void)
{
    struct observation *seen = &scene.seen;
    wait_for_its_end();
    seen->ended = true;
    seen->wait_status = scene.stage.wait_status;
    seen->report = scene.stage.exceeded ? strdup("tensteps: memory\n")
                   : ended_by_clock(seen->wait_status)
                       ? strdup("tensteps: cpu\n")
                       : launch_text(scene.stage.report, 16384, NULL);
    seen->output = launch_text(scene.stage.output, 2048, NULL);
    if (seen->report == NULL && seen->output != NULL &&
        strstr(seen->output, "runtime error: ") != NULL)
        seen->report = strdup(seen->output); /* of the other sanitizer, which has only stderr */
    assignment.slip->alone = seen->wait_status == -1 && seen->asked.op != ORDER_CALL;
    if (assignment.slip->alone && !assignment.again)
        machine_fault("the stage server has ended");
    if (seen->report == NULL && !seen->forged && WIFEXITED(seen->wait_status))
        call_note_output(); /* a crash has words of its own */
    bool computes = seen->report != NULL && strncmp(seen->report, "tensteps: cpu", 13) == 0;
    fail_check(computes ? SYMPTOM_COMPUTES : SYMPTOM_DIED, NULL, NULL);
}

struct wire_event loop_order(const struct wire_order *order, int descriptor, int *shown)
{
    struct wire_event event;
    int came = -1;
    patience_of_an_order();
    if (order != NULL)
        launch_order(&scene.stage, order, descriptor);
    if (next_event(&event, &came, false) == -1)
        died();
    if (shown != NULL)
        *shown = came;
    else if (came != -1)
        close(came);
    return event;
}

/* The kit says that a call is over only after it has asked for it, but for a transfer that went by
   on credit and moved nothing. */
static bool was_asked(const struct wire_event *event)
{
    const struct observation *seen = &scene.seen;
    for (size_t i = seen->count; i > seen->first; i--)
        if (seen->calls[i - 1].call == event->call && !seen->calls[i - 1].did)
            return true;
    return event->call >= CALL_SEND && event->call <= CALL_READV && event->result <= 0;
}

void loop_until_returned(void)
{
    struct wire_event event;
    patience_of_an_order();
    for (;;) {
        int descriptor;
        if (next_event(&event, &descriptor, true) == -1)
            died();
        if (descriptor != -1)
            close(descriptor);
        switch (event.kind) {
        case EVENT_ABOUT:
            answers_about(&event);
            break;
        case EVENT_WAITS:
            answers_wait(&event);
            break;
        case EVENT_DID:
            if (!was_asked(&event)) {
                scene.stage.forged = true;
                died();
            }
            answers_note(&event);
            answers_busy();
            break;
        case EVENT_RETURNED:
            scene.seen.returned = true;
            scene.seen.result = event.result;
            scene.seen.error = event.error;
            scene.seen.widened = event.offset;
            scene.seen.looked_up = event.looked_up;
            scene.seen.lookups_held = event.args[0];
            scene.seen.threads_left = event.args[1];
            scene.seen.children_left = event.args[2];
            scene.seen.blocks_held = event.args[3];
            return;
        case EVENT_BROKEN:
            end_check(OUTCOME_BROKEN, NULL, event.text);
        default:
            scene.stage.forged = true;
            died();
        }
    }
}

bool loop_until(bool (*condition)(void))
{
    for (int looks = 0; !condition();) {
        struct pollfd fds[2] = {{.fd = peers_fd(scene.peers), .events = POLLIN},
                                {.fd = scene.stage.status, .events = POLLIN}};
        if (scene.stage.ended)
            fds[1].fd = -1;
        if (poll(fds, 2, 1) == 0) /* some conditions are the kernel's, and come without an event */
            looks++;
        if (fds[1].revents != 0)
            launch_status(&scene.stage);
        peers_turn(scene.peers, 0);
        no_trouble();
        if (looks > LAST_LOOKS)
            return false;
    }
    return true;
}
