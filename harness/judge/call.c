/* call.c - calls a step of the student's, and notes what it left behind. */
#include "judge/timeline.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

enum { STEP_FDS = 1000 }; /* the step's own; those above are the kit's */

static bool hands_back(enum wire_step step)
{
    return step == STEP_CLIENT_SOCKET || step == STEP_SERVER_SOCKET || step == STEP_SERVER_ACCEPT;
}

static bool releases(enum wire_step step)
{
    return step == STEP_CLIENT_CLOSE || step == STEP_SERVER_CLOSE;
}

void call_note_output(void)
{
    struct observation *seen = &scene.seen;
    size_t size;
    seen->output = launch_text(scene.stage.output, 2048, &size);
    if (seen->output != NULL)
        add_note(NOTE_OUTPUT, "prints",
                 say("%s\nexpected: nothing on standard output or standard error\n"
                     "seen: it printed %s",
                     say_situation(seen), say_bytes(seen->output, size)));
}

static void note_leaks(const struct observation *seen)
{
    for (size_t i = 0; i < seen->after.count; i++) {
        const struct kernel_fd *now = &seen->after.fds[i];
        const struct kernel_fd *then = kernel_fd_find(&seen->before, now->fd);
        bool handed = hands_back(seen->asked.step) && seen->result == now->fd;
        if (then == NULL && !handed)
            add_note(
                NOTE_LEAK, "descriptor-leaked",
                say("%s\nexpected: no descriptor left open that is not handed back\n"
                    "seen: descriptor %d, %s, is open when the step returns, and was not before",
                    say_situation(seen), now->fd, say_what(now->what)));
    }
}

static const char *name_of_theft(enum wire_step step, bool given, long result)
{
    if (step == STEP_SERVER_PROCESS && given)
        return "conn-closed-early";
    if (step == STEP_SERVER_ACCEPT && given && result != -1)
        return "listener-closed";
    return releases(step) ? "close-wrong-descriptor" : "descriptor-stolen";
}

static void note_thefts(const struct observation *seen)
{
    for (size_t i = 0; i < seen->before.count; i++) {
        const struct kernel_fd *then = &seen->before.fds[i];
        const struct kernel_fd *now = kernel_fd_find(&seen->after, then->fd);
        bool its_own = releases(seen->asked.step) && then->fd == seen->asked.fd;
        if (its_own || (now != NULL && strcmp(now->what, then->what) == 0))
            continue;
        bool given = then->fd == seen->asked.fd;
        add_note(NOTE_STOLEN, name_of_theft(seen->asked.step, given, seen->result),
                 say("%s\nexpected: %s is still open\nseen: descriptor %d, %s, %s",
                     say_situation(seen),
                     given ? "the descriptor, which the caller owns," : "what the caller has open",
                     then->fd, say_what(then->what),
                     now == NULL ? "is closed" : "is something else now"));
    }
}

static void note_flags(const struct observation *seen)
{
    for (size_t i = 0; i < seen->after.count; i++) {
        const struct kernel_fd *now = &seen->after.fds[i];
        if (strncmp(now->what, "socket:", 7) == 0 && (now->flags & O_NONBLOCK))
            add_note(NOTE_NONBLOCKING, "nonblocking",
                     say("%s\nexpected: a socket whose calls wait, as every socket is made\n"
                         "seen: descriptor %d has O_NONBLOCK set when the step returns",
                         say_situation(seen), now->fd));
    }
}

static void note_company(const struct observation *seen)
{
    if (seen->threads_left > 0 || seen->children_left > 0)
        add_note(NOTE_PROCESS, NULL,
                 say("%s\nexpected: no thread and no child process is left behind\nseen: %s",
                     say_situation(seen),
                     seen->threads_left > 0 ? "a thread that goes on after the return"
                                            : "a child that nobody has waited for"));
}

/* How often each step was called in this process. */
static int calls_of[STEPS];

void call_take_notes(void)
{
    struct observation *seen = &scene.seen;
    kernel_fds(scene.stage.pid, STEP_FDS, true, &seen->after);
    call_note_output();
    note_leaks(seen);
    note_thefts(seen);
    note_flags(seen);
    note_company(seen);
    if (calls_of[seen->asked.step]++ > 0 && seen->blocks_held > 0) /* the first may keep a store */
        add_note(NOTE_KEPT, NULL,
                 say("%s\nexpected: what the step allocates it frees\n"
                     "seen: each call keeps %ld more block%s of memory",
                     say_situation(seen), seen->blocks_held, seen->blocks_held == 1 ? "" : "s"));
    if (seen->lookups_held > 0)
        add_note(
            NOTE_MEMORY, "memory-leaked",
            say("%s\nexpected: what getaddrinfo() allocates is given back with freeaddrinfo()\n"
                "seen: it kept %ld list%s of addresses",
                say_situation(seen), seen->lookups_held, seen->lookups_held == 1 ? "" : "s"));
}

static long call(const struct wire_order *order)
{
    struct observation *seen = &scene.seen;
    if (!scene.running)
        new_scene();
    seen->first = seen->count;
    seen->asked = *order;
    seen->returned = false;
    seen->busy = 0;
    launch_status(&scene.stage);
    if (kernel_fds(scene.stage.pid, STEP_FDS, false, &seen->before) == -1)
        machine_fault("/proc does not show the step's descriptors");
    timeline_step();
    launch_order(&scene.stage, order, -1);
    loop_until_returned();
    timeline_returned();
    seen->todo = seen->result == -1 && seen->error == ENOSYS && seen->count == seen->first;
    if (seen->todo)
        end_check(OUTCOME_TODO, NULL, "");
    call_take_notes();
    return seen->result;
}

static void set_text(struct wire_order *order, int which, const char *text)
{
    order->null[which] = text == NULL;
    if (text != NULL)
        strncpy(order->text[which], text, sizeof order->text[which] - 1);
}

long call_socket(enum wire_step step, int family, int type)
{
    return call(
        &(struct wire_order){.op = ORDER_CALL, .step = step, .fd = -1, .args = {family, type}});
}

long call_host_address(const char *hostname, int family, size_t size)
{
    struct wire_order order = {
        .op = ORDER_CALL, .step = STEP_HOST_ADDRESS, .fd = -1, .args = {family, (long)size}};
    set_text(&order, 0, hostname);
    return call(&order);
}

long call_service_port(const char *service, const char *protocol)
{
    struct wire_order order = {.op = ORDER_CALL, .step = STEP_SERVICE_PORT, .fd = -1};
    set_text(&order, 0, service);
    set_text(&order, 1, protocol);
    return call(&order);
}

static long call_with_address(enum wire_step step, int sock, const char *ip, int port)
{
    struct wire_order order = {.op = ORDER_CALL, .step = step, .fd = sock, .args = {port}};
    set_text(&order, 0, ip);
    return call(&order);
}

long call_connect(int sock, const char *ip, int port)
{
    return call_with_address(STEP_CLIENT_CONNECT, sock, ip, port);
}

long call_bind(int sock, const char *ip, int port)
{
    return call_with_address(STEP_SERVER_BIND, sock, ip, port);
}

long call_send(int sock, const void *data, size_t size)
{
    if (!scene.running)
        new_scene();
    if (size > 0)
        memcpy(scene.stage.arena, data, size);
    return call(&(struct wire_order){
        .op = ORDER_CALL, .step = STEP_CLIENT_SEND, .fd = sock, .args = {0, (long)size}});
}

long call_recv(int sock, size_t size)
{
    return call(&(struct wire_order){
        .op = ORDER_CALL, .step = STEP_CLIENT_RECV, .fd = sock, .args = {0, (long)size}});
}

static long call_on(enum wire_step step, int sock, long argument, bool without)
{
    return call(&(struct wire_order){
        .op = ORDER_CALL, .step = step, .fd = sock, .args = {argument}, .null = {false, without}});
}

long call_close(enum wire_step step, int sock) { return call_on(step, sock, 0, false); }

long call_listen(int sock, int backlog)
{
    return call_on(STEP_SERVER_LISTEN, sock, backlog, false);
}

long call_accept(int listener, bool with_peer)
{
    return call_on(STEP_SERVER_ACCEPT, listener, 0, !with_peer);
}

long call_process(int conn) { return call_on(STEP_SERVER_PROCESS, conn, 0, false); }
