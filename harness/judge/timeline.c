/* timeline.c - what happened in a check on both sides, in order: the moments are noted. */
#include "judge/timeline_inside.h"

#include <stdlib.h>
#include <string.h>

struct timeline timeline;

struct moment *timeline_add(enum kind kind)
{
    struct moment *moment = &timeline.moments[place_of(timeline.count++)];
    moment->kind = kind;
    moment->text = NULL;
    moment->from = moment->size = 0;
    moment->unknown = false;
    moment->again = 0;
    moment->action = ACTION_OTHER;
    return moment;
}

void timeline_new_scene(void)
{
    timeline.scenes_before += timeline.count > 0;
    timeline.count = timeline.inbound_size = timeline.sent = timeline.received = 0;
    timeline.unasked = 0;
}

void timeline_step(void)
{
    struct moment *moment = timeline_add(KIND_STEP);
    moment->text = say_step(&scene.seen);
    timeline.received = scene.consumed;
}

void timeline_returned(void)
{
    const struct observation *seen = &scene.seen;
    timeline_add(KIND_RETURN)->text = seen->result != -1
                                          ? say("returns %ld", seen->result)
                                          : say("returns -1, errno %s", say_errno(seen->error));
}

void timeline_waits(const struct call_record *record)
{
    timeline_add(KIND_WAITS)->record = *record;
}

/* Which bytes of its stream a call has moved. A byte that is sent urgently leaves the stream. */
static void count_bytes(struct moment *moment)
{
    const struct call_record *record = &moment->record;
    bool sends = observed_way(record) == WAY_SEND;
    if ((!sends && observed_way(record) != WAY_RECV) || record->result <= 0)
        return;
    moment->size = (size_t)record->result;
    moment->from = sends ? timeline.sent : scene.consumed;
    moment->unknown = record->fd != scene.given || (sends && scene.seen.unasked > 0);
    if (sends && record->fd == scene.given)
        timeline.sent += moment->size - ((record->args[1] & MSG_OOB) != 0);
}

/* The moment BACK before the next one; NULL: there is none, or it may not be there any more. */
static struct moment *before(size_t back)
{
    bool there = timeline.count >= back && (back == 1 || timeline.count < FIRST + LAST);
    return there ? &timeline.moments[place_of(timeline.count - back)] : NULL;
}

/* Whether a loop has come round: the same call with the same result, and no byte has moved. */
static bool is_the_same(const struct moment *moment, const struct call_record *record)
{
    const struct call_record *then = &moment->record;
    return moment->kind == KIND_CALL && moment->size == 0 && record->result <= 0 &&
           then->call == record->call && then->site == record->site && then->fd == record->fd &&
           then->result == record->result && then->error == record->error &&
           strcmp(then->text, record->text) == 0 &&
           memcmp(then->args, record->args, sizeof then->args) == 0;
}

void timeline_call(const struct call_record *record)
{
    struct moment *last = before(1);
    bool waited = last != NULL && last->kind == KIND_WAITS && last->record.site == record->site;
    struct moment *then = before(waited ? 2 : 1);
    if (then != NULL && is_the_same(then, record)) {
        then->again++;
        timeline.count -= waited;
        return;
    }
    struct moment *moment =
        waited ? last : timeline_add(KIND_CALL); /* nothing happened meanwhile */
    moment->kind = KIND_CALL;
    moment->record = *record;
    count_bytes(moment);
}

void timeline_tell(enum action action, const char *what)
{
    struct moment *moment = timeline_add(KIND_PEER);
    moment->action = action;
    moment->text = what;
}

void timeline_sends(struct bytes bytes)
{
    struct moment *moment = timeline_add(KIND_PEER);
    size_t room = MOST_INBOUND - timeline.inbound_size;
    moment->action = ACTION_SEND;
    moment->text = script_words(ACTION_SEND);
    moment->from = scene.sent;
    moment->size = bytes.size;
    if (timeline.inbound == NULL)
        timeline.inbound = malloc(MOST_INBOUND);
    if (timeline.inbound == NULL || scene.sent != timeline.inbound_size)
        return;
    memcpy(timeline.inbound + timeline.inbound_size, bytes.data,
           bytes.size < room ? bytes.size : room);
    timeline.inbound_size += bytes.size < room ? bytes.size : room;
}
