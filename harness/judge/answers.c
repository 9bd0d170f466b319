/* answers.c - what the judge writes down of a call, and what it answers to it. */
#include "judge/patience.h"
#include "judge/timeline.h"

#include <stdlib.h>
#include <string.h>

enum {
    IDLE_CALLS = 4000, /* calls without any progress that make a step spin */
    BUSY_WAIT = 64,    /* looks in vain after which the script goes on, as for a wait */
    MOST_CALLS = 16384,
    FREE_CALLS = 256, /* after so many transfers they need not ask one by one */
    OTHERS = 256,     /* calls of other threads while one waits */
};

/* --- the record ------------------------------------------------------------------------------- */

/* Of very many calls the later half is kept. */
static void forget_the_oldest(struct observation *seen)
{
    const size_t half = MOST_CALLS / 2;
    struct call_record *from = seen->calls + seen->first;
    memmove(from, from + half, (seen->count - seen->first - half) * sizeof *from);
    seen->count -= half;
}

static struct call_record *record_of(const struct wire_event *event)
{
    struct observation *seen = &scene.seen;
    if (seen->count - seen->first == MOST_CALLS)
        forget_the_oldest(seen);
    if (seen->count == seen->room) {
        size_t room = seen->room == 0 ? 64 : seen->room * 2;
        struct call_record *more = realloc(seen->calls, room * sizeof *more);
        if (more == NULL)
            machine_fault("no memory");
        seen->calls = more;
        seen->room = room;
    }
    struct call_record *record = &seen->calls[seen->count++];
    *record = (struct call_record){.call = event->call,
                                   .thread = event->thread,
                                   .fd = event->fd,
                                   .offset = event->offset,
                                   .site = event->site,
                                   .length = event->length,
                                   .address = event->address};
    memcpy(record->args, event->args, sizeof record->args);
    memcpy(record->text, event->text, sizeof record->text);
    return record;
}

/* The call that the event is about: the last of its thread, if that has not come to its end. */
static struct call_record *current(const struct wire_event *event)
{
    struct observation *seen = &scene.seen;
    size_t first = seen->count - seen->first > OTHERS ? seen->count - OTHERS : seen->first;
    for (size_t n = seen->count; n-- > first;) {
        struct call_record *record = &seen->calls[n];
        if (record->thread == event->thread && record->call == event->call && !record->did)
            return record;
        if (record->thread == event->thread)
            break;
    }
    return record_of(event);
}

/* It looks at bytes, and leaves them where they are. */
static bool peeks_at_bytes(const struct call_record *record)
{
    return observed_way(record) == WAY_RECV && (record->args[1] & MSG_PEEK);
}

/* What the step has taken from the peer, and whether it gets anywhere. */
static void note_progress(const struct call_record *record)
{
    enum wire_way way = observed_way(record);
    bool peeks = peeks_at_bytes(record);
    bool idle = record->result < 0 || way == WAY_WAIT || way == WAY_SLEEP || way == WAY_ASK ||
                (way == WAY_RECV && (record->result == 0 || peeks)) ||
                (way == WAY_SEND && record->result == 0);
    bool moves = (way == WAY_RECV || way == WAY_SEND) && record->result > 0 && !peeks;
    scene.in_place = moves ? 0 : scene.in_place + 1;
    if (way == WAY_RECV && record->result > 0 && !peeks)
        scene.consumed += (size_t)record->result;
    if (way == WAY_CONNECT && (record->error == EINPROGRESS || record->error == EINTR))
        scene.connecting = true;
    if (way == WAY_ACCEPT && record->result >= 0)
        scene.accepted++;
    if (!idle)
        scene.seen.busy = 0;
    else if (way != WAY_ASK)
        scene.seen.busy++;
}

/* What went by on credit. */
static void note_unasked(const struct wire_event *event)
{
    scene.seen.unasked += event->unasked;
    if (event->unasked > 0)
        scene.in_place = 0;
    if (event->unasked_in > 0)
        scene.consumed += (size_t)event->unasked_in;
}

void answers_note(const struct wire_event *event)
{
    struct call_record *record = current(event);
    record->did = true;
    record->args[3] = event->args[3];
    record->result = event->result;
    record->error = event->error;
    note_unasked(event);
    timeline_call(record);
    note_progress(record);
}

/* --- answering -------------------------------------------------------------------------------- */

static void answer(enum wire_op op, long value)
{
    struct wire_order order = {.op = op, .value = value};
    launch_order(&scene.stage, &order, -1);
}

static void strike(struct fault *fault, struct call_record *record)
{
    const char *call = say("%s()", observed_name(record));
    fault->struck = true;
    record->injected = fault->op;
    if (fault->op == ANSWER_TIMEOUT)
        script_tell(say("the time of %s was over", call));
    else if (fault->op == ANSWER_LIMIT)
        script_tell(say("%s %s only %ld byte%s", call,
                        observed_way(record) == WAY_RECV ? "gave" : "took", fault->value,
                        fault->value == 1 ? "" : "s"));
    else if (observed_way(record) == WAY_LOOKUP)
        script_tell(say("%s found nothing", call));
    else if (fault->value == EINTR)
        script_tell(say("a signal interrupted %s", call));
    else
        script_tell(say("%s failed with %s", call, strerrorname_np((int)fault->value)));
}

/* A step that holds all signals back is not interrupted. */
static bool can_strike(const struct fault *fault)
{
    return !fault->struck && (fault->op == ANSWER_LIMIT || fault->value != EINTR ||
                              scene.stage.pid == 0 || kernel_interruptible(scene.stage.pid));
}

static struct fault *fault_for_call(const struct call_record *record)
{
    struct observation *seen = &scene.seen;
    if (scene.fault_count == 0)
        return NULL; /* and no time is spent on counting calls */
    int nth = (int)observed_calls(seen, observed_way(record));
    for (size_t i = 0; i < scene.fault_count; i++) {
        struct fault *fault = &scene.faults[i];
        if (fault->op == ANSWER_LIMIT && (record->args[1] & MSG_WAITALL) &&
            observed_way(record) == WAY_RECV)
            continue; /* all that was asked for comes, unless a signal does */
        bool here = fault->n == 0 ? fault->index == seen->count - 1 - seen->first
                                  : fault->way == observed_way(record) && fault->n == nth;
        if (here && !fault->waiting && can_strike(fault))
            return fault;
    }
    return NULL;
}

/* A wait is one for a client, for input or for room, whatever the call that waits. */
static bool fits(enum wire_way way, const struct waiting *waits)
{
    switch (way) {
    case WAY_ACCEPT:
        return waits->client;
    case WAY_SEND:
    case WAY_CONNECT:
        return waits->output;
    default:
        return waits->input && !waits->client;
    }
}

static struct fault *fault_for_wait(const struct waiting *waits, bool timed)
{
    for (size_t i = 0; i < scene.fault_count; i++) {
        struct fault *fault = &scene.faults[i];
        if (fault->waiting && fits(fault->way, waits) && can_strike(fault) &&
            (timed || fault->op != ANSWER_TIMEOUT) && ++fault->waits == fault->n)
            return fault;
    }
    return NULL;
}

/* Off this machine no step goes: what an isolated machine would say. */
static bool leads_away(const struct call_record *record)
{
    if (observed_way(record) != WAY_CONNECT)
        return false;
    const struct sockaddr_in *v4 = (const struct sockaddr_in *)&record->address;
    const struct in6_addr *v6 = &((const struct sockaddr_in6 *)&record->address)->sin6_addr;
    bool mapped = record->address.ss_family == AF_INET6 && IN6_IS_ADDR_V4MAPPED(v6);
    uint32_t host = ntohl(mapped ? v6->s6_addr32[3] : v4->sin_addr.s_addr);
    if (record->address.ss_family == AF_INET || mapped)
        return record->length >= sizeof *v4 && host >> 24 != 127 && host != 0;
    return record->address.ss_family == AF_INET6 && !IN6_IS_ADDR_LOOPBACK(v6) &&
           !IN6_IS_ADDR_UNSPECIFIED(v6);
}

/* Calls without end would ask without end: a step that gets on is asked less and less. */
static long credit(const struct call_record *record)
{
    size_t made = scene.seen.count - scene.seen.first;
    enum wire_way way = observed_way(record);
    bool transfers = way == WAY_SEND || (way == WAY_RECV && !peeks_at_bytes(record));
    return transfers && made > FREE_CALLS && faults_struck() == (int)scene.fault_count ? 4096 : 0;
}

/* Something is on its way to the step that its wait will see. */
static bool in_flight(const struct waiting *waits, size_t taken)
{
    if (waits->client)
        return scene.came > scene.accepted;
    if (waits->output && scene.connecting)
        return true;
    if (waits->output && scene.peer != NULL && !scene.peer_stopped &&
        (peers_turn(scene.peers, 0) > 0 ||
         kernel_unacknowledged(scene.ours, peer_socket(scene.peer)) > 0))
        return true; /* the peer reads: there will be room */
    return waits->input && scene.peer != NULL && scene.sent > scene.consumed + taken;
}

/* The next thing in the script, if it is the step's wait that it waits for. */
bool answers_go_on(const struct waiting *waits)
{
    if (scene.next_entry == scene.entry_count)
        return false;
    struct entry *entry = &scene.entries[scene.next_entry];
    if (!fits(entry->way, waits))
        return false;
    if (entry->after_end && !ending_has_come())
        return false;
    scene.next_entry++;
    script_perform(entry);
    while (scene.next_entry < scene.entry_count && scene.entries[scene.next_entry].follows)
        script_perform(&scene.entries[scene.next_entry++]);
    return true;
}

/* How long the call is ready to wait, in milliseconds: calls_wait.c, calls_transfer.c. */
static long time_of(const struct wire_event *event)
{
    return event->args[observed_way(current(event)) == WAY_WAIT ? 1 : 2];
}

/* Time passes for the step before the next thing in the script: more than its wait has. */
static bool a_second_goes_by(const struct wire_event *event)
{
    const long second = 1000;
    struct entry *entry = &scene.entries[scene.next_entry];
    if (scene.next_entry == scene.entry_count || !entry->late || !fits(entry->way, &scene.waits) ||
        !event->timed || time_of(event) > second)
        return false;
    entry->late = false;
    script_tell("a second went by");
    return true;
}

void answers_about(const struct wire_event *event)
{
    struct call_record *record = record_of(event);
    record->asked = true;
    note_unasked(event);
    if (observed_way(record) == WAY_SLEEP)
        ending_time_passes();
    struct fault *fault = fault_for_call(record);
    if (fault != NULL) {
        strike(fault, record);
        answer(fault->op, fault->value);
    } else if (leads_away(record)) {
        answer(ANSWER_FAIL, ENETUNREACH);
    } else {
        record->injected = ANSWER_GO;
        answer(ANSWER_GO, credit(record));
    }
}

void answers_wait(const struct wire_event *event)
{
    struct call_record *record = current(event);
    note_unasked(event);
    bool first = !record->waited;
    record->waited = true;
    if (first)
        timeline_waits(record);
    record->result = event->result; /* so far */
    scene.waits = (struct waiting){
        .input = event->input,
        .output = event->output,
        .client = event->listener || (event->call == CALL_EPOLL_WAIT && scene.tape == NULL)};
    struct fault *fault = fault_for_wait(&scene.waits, event->timed);
    if (fault != NULL) {
        strike(fault, record);
        answer(fault->op, fault->value);
        return;
    }
    /* Another thread or a child may be at work: how things stand when one waits says nothing then.
       The kernel tells when all of them wait (look_into_the_kernel). */
    bool company = kernel_has_company(scene.stage.pid);
    bool coming = company || in_flight(&scene.waits, (size_t)event->result);
    if (!coming && !a_second_goes_by(event))
        coming = answers_go_on(&scene.waits);
    if (scene.seen.busy > IDLE_CALLS)
        fail_check(SYMPTOM_SPINS, NULL, NULL);
    /* With nothing to come, a wait without a time limit is let go in earnest: the kernel will bear
       witness that it never ends (look_into_the_kernel). */
    if (event->timed && company)
        patience_of_a_wait(time_of(event));
    answer(event->timed && !coming ? ANSWER_TIMEOUT : ANSWER_GO, company);
}

/* Looking again and again is a way of waiting too. */
void answers_busy(void)
{
    const struct call_record *record = &scene.seen.calls[scene.seen.count - 1];
    enum wire_way way = observed_way(record);
    if (scene.seen.busy > IDLE_CALLS || scene.in_place > MOST_CALLS)
        fail_check(SYMPTOM_SPINS, NULL, NULL);
    if (scene.seen.busy % BUSY_WAIT != 0 || scene.seen.busy == 0)
        return;
    struct waiting waits = {.input = way != WAY_SEND,
                            .output = way == WAY_SEND,
                            .client = way == WAY_ACCEPT || scene.tape == NULL};
    if (!in_flight(&waits, 0))
        answers_go_on(&waits);
}
