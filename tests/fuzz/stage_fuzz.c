/* stage_fuzz.c - what may come from a student's process, to a whole verdict on one call of a step.
 *
 * The input: which step is called, which faults are in store, how the process ends, the length of
 * what the sanitizers said, that; then the messages, each as long as an event, the last perhaps
 * not. They come through a real socket. What the kernel and the peer would say stands still. */
/* link: -Wl,--wrap=vasprintf,--wrap=_ck_assert_failed,--wrap=guide_section,--wrap=kernel_fds */
/* link: -Wl,--wrap=kernel_wait,--wrap=kernel_unacknowledged,--wrap=peer_socket,--wrap=peer_send */
/* link: -Wl,--wrap=peer_end,--wrap=peer_reading,--wrap=peer_bytes_in,--wrap=peer_bytes_out */
#include "judge/guide.h"
#include "judge/kernel.h"
#include "judge/timeline.h"
#include "judge/verdict.h"
#include "mistakes/mistakes.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

enum { MOST_WORDS = 1 << 18, MOST_MESSAGES = 64, REPORT = 256, PEER_BYTES = 12 };

/* --- what is not there ------------------------------------------------------------------------ */

static jmp_buf at_end;
static char *words[MOST_WORDS]; /* live as long as the process of a check, and here until the end */
static size_t word_count;

int __real_vasprintf(char **text, const char *format, va_list list);
int __wrap_vasprintf(char **text, const char *format, va_list list);
int __wrap_vasprintf(char **text, const char *format, va_list list)
{
    int length = word_count == MOST_WORDS ? -1 : __real_vasprintf(text, format, list);
    if (length != -1)
        words[word_count++] = *text;
    return length;
}

_Noreturn void __wrap__ck_assert_failed(const char *file, int line, const char *what, ...);
_Noreturn void __wrap__ck_assert_failed(const char *file, int line, const char *what, ...)
{
    (void)file, (void)line, (void)what;
    longjmp(at_end, 1);
}

char *__wrap_guide_section(const char *section);
char *__wrap_guide_section(const char *section)
{
    (void)section;
    return NULL;
}

int __wrap_kernel_fds(pid_t pid, int first_kit, bool with_flags, struct kernel_fds *table);
int __wrap_kernel_fds(pid_t pid, int first_kit, bool with_flags, struct kernel_fds *table)
{
    (void)pid, (void)first_kit;
    *table = (struct kernel_fds){.count = with_flags ? 2 : 1,
                                 .fds = {{4, "socket:[1]", O_NONBLOCK}, {5, "socket:[2]", 0}}};
    return 0;
}

struct kernel_wait __wrap_kernel_wait(pid_t pid, int control);
struct kernel_wait __wrap_kernel_wait(pid_t pid, int control)
{
    (void)pid, (void)control;
    return (struct kernel_wait){.blocked = true, .input = true};
}

int __wrap_kernel_unacknowledged(int sender, int receiver);
int __wrap_kernel_unacknowledged(int sender, int receiver)
{
    (void)sender, (void)receiver;
    return 0;
}

/* The peer is somebody of whom nobody but these functions asks anything. */
static char somebody;

int __wrap_peer_socket(const struct peer_conn *conn);
int __wrap_peer_socket(const struct peer_conn *conn)
{
    (void)conn;
    return -1;
}

int __wrap_peer_send(struct peer_conn *conn, const void *data, size_t size);
int __wrap_peer_send(struct peer_conn *conn, const void *data, size_t size)
{
    (void)conn, (void)data, (void)size;
    return 0;
}

int __wrap_peer_end(struct peer_conn *conn);
int __wrap_peer_end(struct peer_conn *conn)
{
    (void)conn;
    return 0;
}

void __wrap_peer_reading(struct peer_conn *conn, bool on);
void __wrap_peer_reading(struct peer_conn *conn, bool on) { (void)conn, (void)on; }

uint64_t __wrap_peer_bytes_in(const struct peer_conn *conn);
uint64_t __wrap_peer_bytes_in(const struct peer_conn *conn)
{
    (void)conn;
    return 0;
}

uint64_t __wrap_peer_bytes_out(const struct peer_conn *conn);
uint64_t __wrap_peer_bytes_out(const struct peer_conn *conn)
{
    (void)conn;
    return 0;
}

/* --- what is called --------------------------------------------------------------------------- */

static void in_a_client_socket(void)
{
    call_socket(STEP_CLIENT_SOCKET, AF_INET, SOCK_STREAM);
    step_returned(3);
}

static void in_a_look_up(void)
{
    call_host_address("host", AF_INET, 16);
    step_returned(0);
}

static void in_a_service(void)
{
    call_service_port("service", NULL);
    step_failed();
}

static void in_a_connect(void)
{
    call_connect(4, "127.0.0.1", 4711);
    step_failed_with(ECONNREFUSED);
}

static void in_a_send(void)
{
    shorten(WAY_SEND, 1, 5);
    call_send(4, "hello\0hello\0", PEER_BYTES);
    peer_received("hello\0hello\0", PEER_BYTES);
    step_returned(PEER_BYTES);
}

static void in_a_receive(void)
{
    when_blocked_in(WAY_RECV);
    after_a_second();
    peer_sends("hel");
    when_blocked_in(WAY_RECV);
    peer_sends("lo");
    call_recv(4, 5);
    step_received("hello", 5);
    step_slept(WAY_RECV);
}

static void in_a_close(void)
{
    call_close(STEP_CLIENT_CLOSE, 4);
    step_released(4);
}

static void in_a_listen(void)
{
    call_listen(4, 5);
    expect(false, SYMPTOM_BACKLOG, "a queue", "another");
}

static void in_an_accept(void)
{
    scene.tape = NULL;
    call_accept(4, true);
    step_leaves(6);
}

static void in_a_process(void)
{
    peer_sends("hello, world");
    when_blocked_in(WAY_RECV);
    peer_ends();
    call_process(4);
    peer_received("hello, world", PEER_BYTES);
    step_returned(PEER_BYTES);
}

static void in_a_bind(void)
{
    call_bind(4, "127.0.0.1", 0);
    expect(false, SYMPTOM_ADDRESS, "an address", "another");
}

static void (*const plays[])(void) = {in_a_client_socket, in_a_look_up, in_a_service, in_a_connect,
                                      in_a_send,          in_a_receive, in_a_close,   in_a_listen,
                                      in_an_accept,       in_a_process, in_a_bind};

static void set_faults(unsigned char which)
{
    if (which & 1)
        interrupt(WAY_RECV, 1);
    if (which & 2)
        interrupt_wait(WAY_RECV, 1);
    if (which & 4)
        time_passes(WAY_RECV, 2);
    if (which & 8)
        fault_at(1, ANSWER_FAIL, ECONNRESET);
    if (which & 16)
        interrupt_after(WAY_CLOSE, 1, EINTR);
}

/* --- one input -------------------------------------------------------------------------------- */

static struct slip slip;
static struct timelines timelines;
static unsigned char arena[ARENA_SIZE];

struct input {
    unsigned char play, faults, end, report;
    const unsigned char *rest;
    size_t size;
};

static void say_all(int socket, const struct input *input)
{
    const unsigned char *at = input->rest + input->report;
    size_t left = input->size - input->report;
    for (int n = 0; left > 0 && n < MOST_MESSAGES; n++) {
        size_t size = left < sizeof(struct wire_event) ? left : sizeof(struct wire_event);
        if (send(socket, at, size, MSG_NOSIGNAL | MSG_DONTWAIT) == -1)
            break;
        at += size;
        left -= size;
    }
    shutdown(socket, SHUT_WR);
}

static void say_the_end(int socket, unsigned char how)
{
    const struct wire_status started = {.kind = STATUS_STARTED, .pid = 1};
    const struct wire_status ended = {
        .kind = STATUS_ENDED, .wait_status = how, .cpu_seconds = how & 3, .exceeded = how == 255};
    send(socket, &started, sizeof started, MSG_NOSIGNAL);
    send(socket, &ended, sizeof ended, MSG_NOSIGNAL);
}

static void begin(const struct input *input, int control[2], int status[2])
{
    static struct tape tape;
    static unsigned char bytes[] = "hello\0hello!";
    memset(&scene, 0, sizeof scene);
    memset(&slip, 0, sizeof slip);
    timeline_new_scene();
    tape =
        (struct tape){.bytes = {bytes, PEER_BYTES - (input->faults & 64 ? 3 : 0)}, .ended = true};
    scene.running = true;
    scene.ours = -1;
    scene.given = 4;
    scene.peer = (struct peer_conn *)&somebody;
    scene.tape = &tape;
    scene.peers = peers_new(&(struct peer_handlers){.opened = NULL}, NULL);
    scene.stage = (struct stage){.control = control[0],
                                 .status = status[0],
                                 .output = memfd_create("output", MFD_CLOEXEC),
                                 .report = memfd_create("report", MFD_CLOEXEC),
                                 .arena = arena,
                                 .pid = 1};
    assignment = (struct assignment){.stage = &scene.stage,
                                     .source = "lessons/03_client_exchange.c",
                                     .slip = &slip,
                                     .timelines = &timelines};
    int file = input->faults & 32 ? scene.stage.output : scene.stage.report;
    if (input->report > 0 && write(file, input->rest, input->report) != input->report)
        abort();
}

static void end(const int control[2], const int status[2])
{
    peers_free(scene.peers);
    free(scene.seen.calls);
    free(scene.seen.report);
    free(scene.seen.output);
    close(scene.stage.output);
    close(scene.stage.report);
    for (int i = 0; i < 2; i++) {
        close(control[i]);
        close(status[i]);
    }
    while (word_count > 0)
        free(words[--word_count]);
}

/* Whatever was said, what is left of it is a verdict: words, a known name, JSON. */
static void look_at_the_verdict(void)
{
    struct verdicts v = verdict_new(&lessons[2]);
    json_t *document = NULL;
    bool ends = memchr(slip.message, '\0', sizeof slip.message) != NULL &&
                memchr(slip.mistake, '\0', sizeof slip.mistake) != NULL;
    bool known = ends && (slip.mistake[0] == '\0' || mistakes_find(slip.mistake) != NULL);
    if (!known || slip.outcome == OUTCOME_NONE || slip.outcome > OUTCOME_FAULT)
        abort();
    if (slip.outcome != OUTCOME_FAULT && slip.outcome != OUTCOME_BROKEN)
        verdict_add_check(&v, "a check", CORE, slip.outcome, slip.mistake, slip.message,
                          slip.timeline ? timelines.check : NULL);
    document = verdict_document(&v, "failed");
    json_t *timeline = slip.timeline ? json_loads(timelines.check, 0, NULL) : NULL;
    if (document == NULL || (slip.timeline && timeline == NULL))
        abort();
    json_decref(timeline);
    json_decref(document);
    verdict_free(&v);
}

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static int control[2], status[2];
    if (size < 4)
        return 0;
    struct input input = {
        data[0] % (sizeof plays / sizeof *plays), data[1], data[2], data[3], data + 4, size - 4};
    if (input.report > input.size)
        input.report = (unsigned char)input.size;
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, control) == -1 ||
        socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, status) == -1)
        abort();
    begin(&input, control, status);
    say_all(control[1], &input);
    say_the_end(status[1], input.end);
    if (setjmp(at_end) == 0) {
        set_faults(input.faults);
        plays[input.play]();
        slip.timeline = timeline_leave(timelines.check, NULL, NULL);
        slip.outcome = OUTCOME_PASSED;
    }
    look_at_the_verdict();
    end(control, status);
    return 0;
}
