/* scene.c - what a check sets up: the step's process, its sockets, and the peer. */
#include "judge/timeline.h"
#include "judge/trouble.h"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

struct scene scene;
struct assignment assignment;

/* --- the peer's ears -------------------------------------------------------------------------- */

static void on_opened(struct peer_conn *conn)
{
    struct tape *tape = calloc(1, sizeof *tape);
    if (tape == NULL)
        machine_fault("no memory");
    peer_set_data(conn, tape);
}

static struct tape *tape_of(struct peer_conn *conn)
{
    if (peer_data(conn) == NULL)
        on_opened(conn);
    return peer_data(conn);
}

static void on_received(struct peer_conn *conn, const void *data, size_t size)
{
    struct tape *tape = tape_of(conn);
    struct bytes *bytes = &tape->bytes;
    if (bytes->size + size > ARENA_SIZE * 2) /* far more than any check sends: enough to judge */
        return;
    if (bytes->size + size > tape->room) {
        tape->room = (bytes->size + size) * 2;
        bytes->data = realloc(bytes->data, tape->room);
        if (bytes->data == NULL)
            machine_fault("no memory");
    }
    memcpy(bytes->data + bytes->size, data, size);
    bytes->size += size;
}

static void on_ended(struct peer_conn *conn)
{
    tape_of(conn)->ended = true;
    timeline_tell(ACTION_OTHER, "sees the end of the stream");
}

static void on_failed(struct peer_conn *conn, int error)
{
    tape_of(conn)->failed = true;
    tape_of(conn)->error = error;
    timeline_tell(ACTION_OTHER, error == ECONNRESET || error == EPIPE
                                    ? "sees that the connection was reset"
                                    : "sees that the connection failed");
}

static const struct peer_handlers ears = {
    .opened = on_opened, .received = on_received, .ended = on_ended, .failed = on_failed};

/* --- the step's process ----------------------------------------------------------------------- */

static bool pid_is_known(void) { return launch_status(&scene.stage) || scene.stage.pid != 0; }

static void start_the_process(void)
{
    if (assignment.stage == NULL || assignment.stage->control == -1)
        machine_fault("cannot start the step's process");
    scene.stage = *assignment.stage;
    struct wire_event ready = loop_order(NULL, -1, NULL);
    if (!loop_until(pid_is_known))
        machine_fault("the stage server does not answer");
    if (ready.kind == EVENT_BROKEN)
        end_check(OUTCOME_BROKEN, NULL, ready.text);
}

void new_scene(void)
{
    struct stage stage = scene.stage;
    bool running = scene.running;
    if (running) {
        peers_free(scene.peers);
        release_our_copy();
        free(scene.seen.calls);
    }
    memset(&scene, 0, sizeof scene);
    timeline_new_scene();
    scene.ours = -1;
    scene.running = true;
    scene.peers = peers_new(&ears, NULL);
    if (scene.peers == NULL)
        machine_fault("no event loop");
    if (!running) {
        start_the_process();
        return;
    }
    scene.stage = stage;
    loop_order(&(struct wire_order){.op = ORDER_TIDY}, -1, NULL);
}

static void ensure_run(void)
{
    if (!scene.running)
        new_scene();
}

int give(int fd)
{
    ensure_run();
    struct wire_order order = {.op = ORDER_GIVE, .fd = -1, .value = 1};
    return (int)loop_order(&order, fd, NULL).result;
}

void give_at(int fd, int at)
{
    ensure_run();
    struct wire_order order = {.op = ORDER_GIVE, .fd = at, .value = 1};
    loop_order(&order, fd, NULL);
}

int show(int fd)
{
    int shown = -1;
    struct wire_order order = {.op = ORDER_SHOW, .fd = fd};
    loop_order(&order, -1, &shown);
    return shown;
}

void take_away(int fd)
{
    ensure_run();
    struct wire_order order = {.op = ORDER_DROP, .fd = fd};
    loop_order(&order, -1, NULL);
}

void limit_descriptors(int n)
{
    ensure_run();
    struct wire_order order = {.op = ORDER_LIMIT, .value = n};
    loop_order(&order, -1, NULL);
}

void know_names(const struct wire_names *names)
{
    ensure_run();
    struct wire_order order = {.op = ORDER_NAMES};
    memcpy(scene.stage.arena, names, sizeof *names);
    loop_order(&order, -1, NULL);
}

/* --- sockets ---------------------------------------------------------------------------------- */

static socklen_t loopback(struct sockaddr_storage *address, int family)
{
    memset(address, 0, sizeof *address);
    address->ss_family = (sa_family_t)family;
    if (family == AF_INET6) {
        ((struct sockaddr_in6 *)address)->sin6_addr = in6addr_loopback;
        return sizeof(struct sockaddr_in6);
    }
    ((struct sockaddr_in *)address)->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return sizeof(struct sockaddr_in);
}

/* Two ends of a TCP connection over loopback. */
static int tcp_pair(int family, bool small, int ends[2])
{
    const int least = 1;
    struct sockaddr_storage address;
    socklen_t length = loopback(&address, family);
    int listener = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ends[0] = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ends[1] = -1;
    if (small) { /* before the connection is made, which fixes the window: tcp(7) */
        if (setsockopt(listener, SOL_SOCKET, SO_RCVBUF, &least, sizeof least) == -1 ||
            setsockopt(ends[0], SOL_SOCKET, SO_SNDBUF, &least, sizeof least) == -1)
            trouble_note("a buffer of a connection", errno);
    }
    if (listener != -1 && ends[0] != -1 &&
        bind(listener, (struct sockaddr *)&address, length) == 0 && listen(listener, 1) == 0 &&
        getsockname(listener, (struct sockaddr *)&address, &length) == 0 &&
        connect(ends[0], (struct sockaddr *)&address, length) == 0)
        ends[1] = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (listener != -1)
        close(listener);
    return ends[1] == -1 ? -1 : 0;
}

static int make_connection(int family, bool small)
{
    int ends[2];
    ensure_run();
    if (tcp_pair(family, small, ends) == -1)
        machine_fault("cannot connect over loopback");
    scene.ours = ends[0];
    scene.peer = peers_adopt(scene.peers, ends[1]);
    if (scene.peer == NULL)
        machine_fault("cannot watch a connection");
    scene.tape = tape_of(scene.peer);
    scene.given = give(scene.ours);
    return scene.given;
}

int connected(int family) { return make_connection(family, false); }

int connected_small(int family) { return make_connection(family, true); }

int our_copy(void) { return scene.ours; }

void release_our_copy(void)
{
    if (scene.ours != -1)
        close(scene.ours);
    scene.ours = -1;
}

/* --- values that change from run to run ------------------------------------------------------- */

/* Nobody can foresee the seed; after it, speed is all that matters (xorshift64*). */
static uint64_t random_number(void)
{
    static uint64_t state;
    while (state == 0)
        if (getrandom(&state, sizeof state, 0) != sizeof state)
            state = 0;
    state ^= state >> 12;
    state ^= state << 25;
    state ^= state >> 27;
    return state * 0x2545F4914F6CDD1DULL;
}

int any_number(int low, int high)
{
    return low + (int)((random_number() >> 33) % (unsigned)(high - low + 1));
}

const unsigned char *any_bytes(size_t size)
{
    unsigned char *bytes = malloc(size + 1);
    if (bytes == NULL)
        machine_fault("no memory");
    for (size_t i = 0; i < size; i += sizeof(uint64_t)) {
        uint64_t number = random_number();
        memcpy(bytes + i, &number, size - i < sizeof number ? size - i : sizeof number);
    }
    for (size_t i = 3; i < size; i += 13) /* NULs early and often, but not at the ends */
        bytes[i] = i + 1 < size ? 0 : bytes[i] | 1;
    if (size > 0)
        bytes[0] |= 1, bytes[size - 1] |= 1;
    return bytes;
}

const char *any_word(size_t length)
{
    char *word = malloc(length + 1);
    if (word == NULL)
        machine_fault("no memory");
    for (size_t i = 0; i < length; i++)
        word[i] = (char)any_number('a', 'z');
    word[length] = '\0';
    return word;
}

struct observation *seen(void) { return &scene.seen; }

const unsigned char *step_buffer(void) { return scene.stage.arena; }
