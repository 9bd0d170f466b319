/* replay.c - the other side of a check once more, live: what it did then it does again, one thing
 * at a time, and tells what comes from the student's program. */
#include "replay.h"

#include "judge/peer.h"
#include "report/member.h"
#include "report/timeline.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SHOWN_BYTES = 64, MOST_KNOWN = 4096 };

struct player {
    const struct replay *replay;
    struct peers *peers;
    struct peer_conn *conn; /* NULL: there is none yet, or no longer */
    int listener;           /* -1: it connects */
    json_t *script;         /* the moments in which the other side acts, and the next of them */
    size_t next;
    bool connected, over; /* it has been there; it has ended */
    int error;            /* the connection could not be made */
    bool alone;           /* nobody prompts */
};

/* --- what comes from the other program -------------------------------------------------------- */

static void tell(struct peer_conn *conn, const char *what)
{
    struct player *player = peers_context(peer_owner(conn));
    fprintf(player->replay->out, "<- your program %s\n", what);
    fflush(player->replay->out);
}

static void on_opened(struct peer_conn *conn)
{
    struct player *player = peers_context(peer_owner(conn));
    player->connected = true;
    player->conn = conn;
    if (player->listener != -1)
        peers_accepting(player->peers, player->listener, false);
    tell(conn, player->listener != -1 ? "connects" : "is connected");
}

static void on_received(struct peer_conn *conn, const void *data, size_t size)
{
    struct player *player = peers_context(peer_owner(conn));
    size_t shown = size < SHOWN_BYTES ? size : SHOWN_BYTES;
    const struct row row = {.data = (unsigned char *)data, .shown = shown, .hidden = size - shown};
    fprintf(player->replay->out, "<- your program sends %zu byte%s\n", size, size == 1 ? "" : "s");
    row_dump(player->replay->out, &row);
    fflush(player->replay->out);
}

static void on_ended(struct peer_conn *conn)
{
    struct player *player = peers_context(peer_owner(conn));
    tell(conn, "ends its side");
    player->over = true;
}

static void on_failed(struct peer_conn *conn, int error)
{
    struct player *player = peers_context(peer_owner(conn));
    if (player->connected)
        tell(conn, error == ECONNRESET || error == EPIPE ? "resets the connection"
                                                         : "is no longer connected");
    else
        player->error = error;
    player->over = true;
    player->conn = NULL;
    peer_close(conn);
}

static const struct peer_handlers handlers = {
    .opened = on_opened, .received = on_received, .ended = on_ended, .failed = on_failed};

/* --- what the other side does ----------------------------------------------------------------- */

static const char *const can_do[] = {"sends", "ends", "resets", "stops", "reads"};

static bool is_action(const json_t *moment)
{
    if (!member_is(moment, "side", "peer"))
        return false;
    for (size_t i = 0; i < sizeof can_do / sizeof *can_do; i++)
        if (member_is(moment, "kind", can_do[i]))
            return true;
    return false;
}

bool replay_can(const json_t *timeline)
{
    size_t i;
    json_t *moment;
    json_array_foreach(json_object_get(timeline, "moments"), i, moment)
    {
        if (is_action(moment) || member_is(moment, "kind", "connects"))
            return true;
    }
    return false;
}

static void add_actions(json_t *script, const json_t *moments)
{
    size_t i;
    json_t *moment;
    json_array_foreach(moments, i, moment)
    {
        if (is_action(moment))
            json_array_append(script, moment);
    }
}

/* All that the other side does: what it did, what it would have done if the check had gone on, and
 * that it ends, which it may have had no time for. */
static json_t *script_of(const json_t *timeline)
{
    json_t *script = json_array();
    add_actions(script, json_object_get(timeline, "moments"));
    add_actions(script, json_object_get(timeline, "rest"));
    const json_t *last = json_array_get(script, json_array_size(script) - 1);
    if (!member_is(last, "kind", "ends") && !member_is(last, "kind", "resets"))
        json_array_append_new(script, json_pack("{s:s, s:s, s:s}", "side", "peer", "kind", "ends",
                                                "text", "the peer ended its side"));
    return script;
}

static const json_t *next_action(const struct player *player)
{
    return json_array_get(player->script, player->next);
}

/* Where nobody prompts a server hears its client out before it ends. */
static bool has_to_wait(const struct player *player)
{
    return player->alone && player->replay->serves && !player->over &&
           member_is(next_action(player), "kind", "ends");
}

/* Of long ones only the first bytes are known. */
static void send_bytes(struct player *player, const json_t *moment)
{
    struct row row = row_of(moment, MOST_KNOWN);
    char *rest = malloc(row.hidden + 1);
    peer_send(player->conn, row.data, row.shown);
    if (rest && row.hidden > 0) {
        memset(rest, 'x', row.hidden);
        peer_send(player->conn, rest, row.hidden);
        fprintf(player->replay->out,
                "   (the last %zu are an x each: those of the check are not "
                "known any more)\n",
                row.hidden);
    }
    free(rest);
    row_free(&row);
}

static void act(struct player *player, const json_t *moment)
{
    struct row row = row_of(moment, SHOWN_BYTES);
    fprintf(player->replay->out, "-> %s%s\n", member_is(moment, "kind", "sends") ? "the peer " : "",
            row.words);
    row_dump(player->replay->out, &row);
    row_free(&row);
    if (member_is(moment, "kind", "sends"))
        send_bytes(player, moment);
    else if (member_is(moment, "kind", "ends"))
        peer_end(player->conn);
    else if (member_is(moment, "kind", "resets")) {
        peer_reset(player->conn);
        player->conn = NULL;
    } else
        peer_reading(player->conn, member_is(moment, "kind", "reads"));
    player->next++;
    fflush(player->replay->out);
}

/* --- the loop --------------------------------------------------------------------------------- */

static void prompt(struct player *player)
{
    const json_t *moment = next_action(player);
    if (!player->conn || !moment || player->alone)
        return;
    struct row row = row_of(moment, SHOWN_BYTES);
    fprintf(player->replay->out, "   Enter: %s%s\n",
            member_is(moment, "kind", "sends") ? "the peer " : "", row.words);
    fflush(player->replay->out);
    row_free(&row);
}

/* A line: true. At the end nobody prompts any more. */
static bool read_line(struct player *player)
{
    char c = 0;
    ssize_t count = 0;
    while ((count = read(player->replay->prompts, &c, 1)) == 1 && c != '\n')
        ;
    if (count != 1)
        player->alone = true;
    return count == 1;
}

static bool is_done(struct player *player)
{
    if (player->connected && !player->conn)
        return true;
    if (player->error != 0)
        return true;
    return player->connected && player->over && !next_action(player);
}

static int play(struct player *player)
{
    size_t prompted = (size_t)-1;
    while (!is_done(player)) {
        const json_t *moment = player->conn ? next_action(player) : NULL;
        if (moment && player->alone && !has_to_wait(player)) {
            act(player, moment);
            continue;
        }
        if (moment && prompted != player->next) {
            prompt(player);
            prompted = player->next;
        }
        bool prompted_by_hand = moment && !player->alone;
        struct pollfd fds[2] = {
            {.fd = peers_fd(player->peers), .events = POLLIN},
            {.fd = prompted_by_hand ? player->replay->prompts : -1, .events = POLLIN}};
        if (poll(fds, 2, -1) == -1 && errno != EINTR)
            return -1;
        if (fds[1].revents != 0 && read_line(player) && player->conn)
            act(player, moment);
        if (fds[0].revents != 0 && peers_turn(player->peers, 0) == -1)
            return -1;
    }
    errno = player->error;
    return player->error == 0 ? 0 : -1;
}

static int port_of(int fd)
{
    struct sockaddr_in address = {.sin_family = AF_INET};
    socklen_t length = sizeof address;
    getsockname(fd, (struct sockaddr *)&address, &length);
    return ntohs(address.sin_port);
}

int replay_run(const struct replay *replay, void (*waiting)(const struct replay *replay, int port))
{
    struct player player = {
        .replay = replay, .listener = -1, .script = script_of(replay->timeline)};
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((uint16_t)replay->port)};
    int result = -1;
    errno = EINVAL; /* for an IP that is none */
    if (inet_pton(AF_INET, replay->ip, &address.sin_addr) != 1)
        goto cleanup;
    player.peers = peers_new(&handlers, &player);
    if (!player.peers)
        goto cleanup;
    if (replay->serves) {
        player.listener =
            peers_listen(player.peers, (struct sockaddr *)&address, sizeof address, 1);
        if (player.listener == -1)
            goto cleanup;
        waiting(replay, port_of(player.listener));
    } else if (!peers_connect(player.peers, (struct sockaddr *)&address, sizeof address)) {
        goto cleanup;
    }
    result = play(&player);

cleanup:;
    int error = errno;
    peers_free(player.peers);
    json_decref(player.script);
    errno = error;
    return result;
}
