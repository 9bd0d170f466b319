/* script_world.h - for tests of script and answers: what goes to the step and to the peer is noted.
 */
#ifndef SCRIPT_WORLD_H
#define SCRIPT_WORLD_H

#include "judge/scene.h"
#include "words.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>

#include <cmocka.h>

static struct wire_order answers[16]; /* those of the last calls */
static int answered;
static char deeds[256]; /* of the peer */
static jmp_buf at_end;
static int ended_with; /* the symptom of fail_check(), -1: machine_fault() */

int __wrap_launch_order(struct stage *stage, const struct wire_order *order, int descriptor);
int __wrap_launch_order(struct stage *stage, const struct wire_order *order, int descriptor)
{
    (void)stage, (void)descriptor;
    answers[answered++ % 16] = *order;
    return 0;
}

static void note_deed(const char *deed)
{
    strcat(deeds, deed);
    strcat(deeds, " ");
}

int __wrap_peer_send(struct peer_conn *conn, const void *data, size_t size);
int __wrap_peer_send(struct peer_conn *conn, const void *data, size_t size)
{
    (void)conn;
    snprintf(deeds + strlen(deeds), 64, "%.*s ", (int)size, (const char *)data);
    return 0;
}

int __wrap_peer_end(struct peer_conn *conn);
int __wrap_peer_end(struct peer_conn *conn)
{
    (void)conn;
    note_deed("END");
    return 0;
}

void __wrap_peer_reset(struct peer_conn *conn);
void __wrap_peer_reset(struct peer_conn *conn)
{
    (void)conn;
    note_deed("RESET");
}

void __wrap_peer_reading(struct peer_conn *conn, bool on);
void __wrap_peer_reading(struct peer_conn *conn, bool on)
{
    (void)conn;
    note_deed(on ? "READ" : "STOP");
}

/* The loop and the sockets of the peer, of which there are none here. */
static int unacknowledged;

int __wrap_peers_turn(struct peers *peers, int timeout_ms);
int __wrap_peers_turn(struct peers *peers, int timeout_ms)
{
    (void)peers, (void)timeout_ms;
    return 0;
}

int __wrap_peer_socket(const struct peer_conn *conn);
int __wrap_peer_socket(const struct peer_conn *conn)
{
    (void)conn;
    return -1;
}

int __wrap_kernel_unacknowledged(int sender, int receiver);
int __wrap_kernel_unacknowledged(int sender, int receiver)
{
    (void)sender, (void)receiver;
    return unacknowledged;
}

_Noreturn void __wrap_machine_fault(const char *what);
_Noreturn void __wrap_machine_fault(const char *what)
{
    (void)what;
    ended_with = -1;
    longjmp(at_end, 1);
}

_Noreturn void __wrap_fail_check(enum symptom symptom, const char *expected, const char *text);
_Noreturn void __wrap_fail_check(enum symptom symptom, const char *expected, const char *text)
{
    (void)expected, (void)text;
    ended_with = (int)symptom;
    longjmp(at_end, 1);
}

static int begin(void **state)
{
    (void)state;
    static char somebody;
    free(scene.seen.calls);
    memset(&scene, 0, sizeof scene);
    scene.ours = -1;
    scene.peer = (struct peer_conn *)&somebody; /* asked by nobody but the functions above */
    deeds[0] = '\0';
    answered = unacknowledged = 0;
    ended_with = 0;
    return 0;
}

static inline struct wire_event of(enum wire_call call, long size, long flags)
{
    return (struct wire_event){
        .kind = EVENT_ABOUT, .call = call, .fd = 4, .args = {size, flags}, .offset = -1};
}

static inline const struct wire_order *last_answer(void)
{
    assert_true(answered > 0);
    return &answers[(answered - 1) % 16];
}

static inline void answer_is(enum wire_op op, long value)
{
    assert_int_equal(last_answer()->op, op);
    assert_int_equal(last_answer()->value, value);
}

/* The step is about to make the call, and it comes to this end. */
static inline void about(enum wire_call call, long size)
{
    struct wire_event event = of(call, size, 0);
    answers_about(&event);
}

static inline void did(enum wire_call call, long result, int error)
{
    struct wire_event event = of(call, 0, 0);
    event.kind = EVENT_DID;
    event.result = result;
    event.error = error;
    answers_note(&event);
}

/* The call waits for input (a client, if LISTENER). */
static inline void waits(enum wire_call call, bool output, bool timed)
{
    struct wire_event event = of(call, 8, 0);
    event.kind = EVENT_WAITS;
    event.input = !output;
    event.output = output;
    event.timed = timed;
    answers_wait(&event);
}

#define TEST(test) cmocka_unit_test_setup(test, begin)

#endif
