/* timeline_told.c - a timeline as JSON, with the moment at which it departs from what should be. */
#include "judge/timeline_inside.h"
#include "judge/verdict.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* --- where it departs ------------------------------------------------------------------------- */

/* The first byte that is another than it should be, or is missing. */
static size_t first_difference(const struct observation *seen)
{
    size_t at = 0;
    while (at < seen->expected.size && at < seen->seen.size &&
           seen->expected.data[at] == seen->seen.data[at])
        at++;
    return at;
}

/* The call that moved byte AT, of those of WAY; in the step's buffer for WAY_RECV. */
static bool moved(const struct moment *moment, enum wire_way way, size_t at)
{
    const struct call_record *record = &moment->record;
    if (moment->kind != KIND_CALL || observed_way(record) != way || moment->size == 0)
        return false;
    size_t from = way == WAY_SEND ? moment->from : (size_t)record->offset;
    bool known = way == WAY_SEND ? !moment->unknown : record->offset >= 0;
    return known && at >= from && at < from + moment->size;
}

static bool is_call_of(const struct moment *moment, enum wire_way way)
{
    return (moment->kind == KIND_CALL || moment->kind == KIND_WAITS) &&
           observed_way(&moment->record) == way;
}

/* The call that gives a socket the property that FACT is about. */
static bool is_where_the_socket_got_it(const struct moment *moment, enum fact fact)
{
    switch (fact) {
    case FACT_FAMILY:
    case FACT_TYPE:
    case FACT_OTHER_PROTOCOL:
        return is_call_of(moment, WAY_SOCKET);
    case FACT_INHERITABLE:
        return is_call_of(moment, WAY_SOCKET) || is_call_of(moment, WAY_ACCEPT);
    case FACT_NO_REUSEADDR:
    case FACT_REUSEPORT:
        return is_call_of(moment, WAY_SETSOCKOPT);
    default:
        return false;
    }
}

/* Whether MOMENT is one at which this symptom begins. */
static bool is_where(const struct moment *moment, const struct observation *seen, size_t byte)
{
    switch (seen->symptom) {
    case SYMPTOM_RESULT: /* a failure that was none of the check's doing */
        return moment->kind == KIND_CALL && seen->result == -1 && seen->expected_result != -1 &&
               moment->record.result == -1 && moment->record.error == seen->error &&
               moment->record.injected == ANSWER_GO;
    case SYMPTOM_SENT:
        return moved(moment, WAY_SEND, byte);
    case SYMPTOM_RECEIVED:
        return moved(moment, WAY_RECV, byte);
    case SYMPTOM_ADDRESS:
        return is_call_of(moment, WAY_CONNECT) || is_call_of(moment, WAY_BIND);
    case SYMPTOM_BACKLOG:
        return is_call_of(moment, WAY_LISTEN);
    case SYMPTOM_END:
        return is_call_of(moment, WAY_CLOSE) || is_call_of(moment, WAY_SHUTDOWN);
    case SYMPTOM_SOCKET:
        return is_where_the_socket_got_it(moment, seen->fact);
    default:
        return false;
    }
}

/* The number of the moment in the timeline: that call; else the last return; else, where the step
   has not come back, the last that it did. */
static size_t where_it_departs(void)
{
    const struct observation *seen = &scene.seen;
    size_t byte = first_difference(seen),
           kept = timeline.count < FIRST + LAST ? 0 : timeline.count - LAST;
    size_t found = timeline.count - 1;
    for (size_t n = timeline.count; n-- > 0;) {
        const struct moment *moment = &timeline.moments[place_of(n)];
        if (n >= FIRST && n < kept)
            n = FIRST - 1, moment = &timeline.moments[n];
        if (is_where(moment, seen, byte))
            return n;
        if (timeline.moments[place_of(found)].kind == KIND_PEER && moment->kind != KIND_PEER)
            found = n;
        if (timeline.moments[place_of(found)].kind != KIND_RETURN && moment->kind == KIND_RETURN &&
            seen->returned)
            found = n;
    }
    return found;
}

/* --- as JSON ---------------------------------------------------------------------------------- */

static const char *const actions[] = {
    [ACTION_SEND] = "sends",         [ACTION_END] = "ends",   [ACTION_RESET] = "resets",
    [ACTION_STOP_READING] = "stops", [ACTION_READ] = "reads", [ACTION_CLIENT] = "connects",
    [ACTION_HAS] = "other",          [ACTION_OTHER] = "other"};

static const char *kind_of(const struct moment *moment)
{
    static const char *const kinds[] = {[KIND_STEP] = "step",
                                        [KIND_WAITS] = "waits",
                                        [KIND_CALL] = "call",
                                        [KIND_RETURN] = "return"};
    return moment->kind == KIND_PEER ? actions[moment->action] : kinds[moment->kind];
}

/* The stream in which the bytes of MOMENT are, as far as it is known. */
static struct bytes stream_of(const struct moment *moment, bool to_peer)
{
    struct bytes in = {timeline.inbound, timeline.inbound_size}, none = {NULL, 0};
    if (moment->unknown || (to_peer && scene.tape == NULL))
        return none;
    return to_peer ? scene.tape->bytes : in;
}

/* The first bytes of SIZE, no more than TIMELINE_BYTES, in hexadecimal. */
static const char *in_hex(char hex[2 * TIMELINE_BYTES + 1], const unsigned char *data, size_t size)
{
    size_t shown = size < TIMELINE_BYTES ? size : TIMELINE_BYTES;
    hex[0] = '\0';
    for (size_t i = 0; i < shown; i++)
        sprintf(hex + 2 * i, "%02x", data[i]);
    return hex;
}

static void add_bytes(json_t *object, const struct moment *moment)
{
    bool to_peer = moment->kind != KIND_PEER && observed_way(&moment->record) == WAY_SEND;
    struct bytes stream = stream_of(moment, to_peer);
    char hex[2 * TIMELINE_BYTES + 1];
    size_t known = stream.size < moment->from ? 0 : stream.size - moment->from;
    if (moment->size == 0)
        return;
    json_object_set_new(object, "to", json_string(to_peer ? "peer" : "step"));
    json_object_set_new(object, "size", json_integer((json_int_t)moment->size));
    known = known < moment->size ? known : moment->size;
    if (known > 0)
        json_object_set_new(object, "hex",
                            json_string(in_hex(hex, stream.data + moment->from, known)));
}

static json_t *moment_object(const struct moment *moment)
{
    bool calls = moment->kind == KIND_CALL || moment->kind == KIND_WAITS;
    const char *text = calls ? say_call(&moment->record) : moment->text;
    if (moment->again > 0)
        text = say("%s (the same %ld times more)", text, moment->again);
    json_t *object =
        json_pack("{s:s, s:s, s:o}", "side", moment->kind == KIND_PEER ? "peer" : "step", "kind",
                  kind_of(moment), "text", verdict_text(text));
    int number = calls ? site_line(&scene.seen, &moment->record) : 0;
    if (object != NULL && number > 0)
        json_object_set_new(object, "line", json_integer(number));
    if (object != NULL)
        add_bytes(object, moment);
    return object;
}

/* What the peer would have done after that. */
static json_t *rest_array(void)
{
    json_t *rest = json_array();
    for (size_t i = scene.next_entry; i < scene.entry_count; i++) {
        const struct entry *entry = &scene.entries[i];
        char hex[2 * TIMELINE_BYTES + 1];
        if (*script_words(entry->action) != '\0')
            json_array_append_new(
                rest, json_pack("{s:s, s:s, s:s, s:s, s:I, s:s}", "side", "peer", "kind",
                                actions[entry->action], "text", script_words(entry->action), "to",
                                "step", "size", (json_int_t)entry->bytes.size, "hex",
                                in_hex(hex, entry->bytes.data, entry->bytes.size)));
    }
    return rest;
}

static json_t *moments_array(size_t departs)
{
    json_t *moments = json_array();
    for (size_t n = 0; n < timeline.count; n++) {
        if (n == FIRST && timeline.count > FIRST + LAST)
            n = timeline.count - LAST;
        json_t *object = moment_object(&timeline.moments[place_of(n)]);
        if (n == departs)
            json_object_set_new(object, "departs", json_true());
        json_array_append_new(moments, object);
    }
    return moments;
}

/* The call that the step is in, if it has not been told of. */
static void add_unfinished_call(void)
{
    const struct observation *seen = &scene.seen;
    const struct call_record *last =
        seen->count > seen->first ? &seen->calls[seen->count - 1] : NULL;
    if (!seen->returned && last != NULL && !last->did && !last->waited)
        timeline_add(KIND_WAITS)->record = *last;
}

static char *timeline_text(const char *expected, const char *seen)
{
    add_unfinished_call();
    if (timeline.count == 0)
        return NULL;
    size_t departs = expected == NULL ? timeline.count : where_it_departs();
    while (scene.running && peers_turn(scene.peers, 0) > 0)
        ; /* what the step has sent may not have been read yet */
    json_t *object = json_pack("{s:i, s:o, s:o}", "scenes_before", timeline.scenes_before,
                               "moments", moments_array(departs), "rest", rest_array());
    if (timeline.count > FIRST + LAST) {
        json_object_set_new(object, "left_out",
                            json_integer((json_int_t)timeline.count - FIRST - LAST));
        json_object_set_new(object, "left_out_at", json_integer(FIRST));
    }
    if (expected != NULL) {
        json_object_set_new(object, "expected", verdict_text(expected));
        json_object_set_new(object, "seen", verdict_text(seen));
    }
    char *text = json_dumps(object, JSON_COMPACT);
    json_decref(object);
    return text;
}

bool timeline_leave(char *place, const char *expected, const char *seen)
{
    char *text = timeline_text(expected, seen);
    bool fits = text != NULL && strlen(text) < TIMELINE_SIZE;
    strcpy(place, fits ? text : "");
    free(text);
    return fits;
}
