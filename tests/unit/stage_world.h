/* stage_world.h - for tests of the step's process: a small library in it, its orders and events. */
#ifndef STAGE_WORLD_H
#define STAGE_WORLD_H

#include "kit_world.h"

#include "build.h"
#include "judge/launch.h"
#include "lessons.h"

#include <netinet/in.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>

enum { PATIENCE_MS = 20000 };

static char library_folder[64], library[4096];
static int lab_server = -1, requests = -1;
static struct stage stage;
static struct wire_event event;
static int given; /* what came with the last event, or -1 */

/* Builds tests/unit/STEM.c, which may define any of the steps but must define client_socket(), and
   starts the servers. */
static int start_servers(const char *stem)
{
    static const char *const functions[] = {"client_socket", NULL};
    const struct lesson small = {.number = 1, .stem = stem, .functions = functions};
    struct build build;
    char text[PATH_MAX + 128], name[64], stage_program[PATH_MAX + 16];
    if (make_folder(NULL) == -1)
        return -1;
    strcpy(library_folder, folder);
    snprintf(name, sizeof name, "%s.c", stem);
    snprintf(text, sizeof text, "#include \"%s/tests/unit/%s\"\n", checkout, name);
    put(name, text); /* so that it finds what lies beside it */
    snprintf(stage_program, sizeof stage_program, "%s/build/stage", checkout);
    build_lesson(&small, folder, folder, &build);
    if (build.words != NULL && *build.words != '\0')
        print_error("%s", build.words);
    strcpy(library, build.library);
    lab_server = launch_server(stage_program);
    requests = lab_server == -1 ? -1 : launch_lesson_server(lab_server);
    int result = build.result == BUILD_DONE && requests != -1 ? 0 : -1;
    build_free(&build);
    return result;
}

static int stop_servers(void **state)
{
    close(requests);
    close(lab_server);
    strcpy(folder, library_folder);
    return erase_folder(state);
}

/* Waits for the next event: false if the step has closed its end. */
static bool next_event(void)
{
    for (;;) {
        int got = launch_event(&stage, &event, &given);
        struct pollfd control = {.fd = stage.control, .events = POLLIN};
        if (got != 0)
            return got == 1;
        assert_int_equal(poll(&control, 1, PATIENCE_MS), 1);
    }
}

static void expect_kind(enum wire_event_kind kind)
{
    assert_true(next_event());
    assert_int_equal(event.kind, kind);
}

static inline void expect_event(enum wire_event_kind kind, enum wire_call call)
{
    expect_kind(kind);
    assert_int_equal(event.call, call);
}

static inline int begin_run(void **state)
{
    (void)state;
    if (launch_run(&stage, requests, library) == -1 || !next_event())
        return -1;
    return event.kind == EVENT_READY ? 0 : -1;
}

static inline int end_run(void **state)
{
    (void)state;
    launch_end(&stage);
    return 0;
}

static inline void answer(enum wire_op op, long value)
{
    const struct wire_order order = {.op = op, .value = value};
    assert_int_equal(launch_order(&stage, &order, -1), 0);
}

/* An order that is no call, and the result of its answer. */
static inline long obeyed(enum wire_op op, int fd, long value, int descriptor)
{
    const struct wire_order order = {.op = op, .fd = fd, .value = value};
    assert_int_equal(launch_order(&stage, &order, descriptor), 0);
    assert_true(next_event());
    return event.result;
}

static inline void call_step(enum wire_step step, int fd, long first, long second)
{
    const struct wire_order order = {
        .op = ORDER_CALL, .step = step, .fd = fd, .args = {first, second}};
    assert_int_equal(launch_order(&stage, &order, -1), 0);
}

/* Lets everything go until the step has returned. */
static inline long returned(void)
{
    while (next_event() && event.kind != EVENT_RETURNED)
        if (event.kind == EVENT_ABOUT || event.kind == EVENT_WAITS)
            answer(ANSWER_GO, 0);
    assert_int_equal(event.kind, EVENT_RETURNED);
    return event.result;
}

/* Lets everything go until the step's process has ended, and says how, as waitpid(2). */
static inline int ended(void)
{
    while (next_event())
        if (event.kind == EVENT_ABOUT || event.kind == EVENT_WAITS)
            answer(ANSWER_GO, 0);
    while (!launch_status(&stage)) {
        struct pollfd status = {.fd = stage.status, .events = POLLIN};
        assert_int_equal(poll(&status, 1, PATIENCE_MS), 1);
    }
    return stage.wait_status;
}

static inline void assert_report(const char *part)
{
    char *report = launch_text(stage.report, 65536, NULL);
    assert_says(report, part);
    free(report);
}

/* A connection over loopback; ENDS[0] is for the step. */
static inline void connect_ends(int ends[2])
{
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    socklen_t size = sizeof address;
    int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    ends[0] = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    assert_int_equal(bind(listener, (struct sockaddr *)&address, size), 0);
    assert_int_equal(listen(listener, 1), 0);
    assert_int_equal(getsockname(listener, (struct sockaddr *)&address, &size), 0);
    assert_int_equal(connect(ends[0], (struct sockaddr *)&address, size), 0);
    ends[1] = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    assert_int_not_equal(ends[1], -1);
    close(listener);
}

#define IN_RUN(test) cmocka_unit_test_setup_teardown(test, begin_run, end_run)

#endif
