/* sweep.c - the single-fault sweep: every call of a good run fails once with each errno that may
 * occur. */
#include "judge/scene.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_STEPS = 24 };

/* What POSIX allows there on a blocking socket, and Linux: EPERM is the word of a firewall. An
   interruption is a matter of its own. */
static const struct {
    enum wire_way way;
    enum wire_op op;
    int error;
} faults[] = {
    {WAY_SOCKET, ANSWER_FAIL, EMFILE},     {WAY_SOCKET, ANSWER_FAIL, ENOBUFS},
    {WAY_CONNECT, ANSWER_FAIL, ETIMEDOUT}, {WAY_CONNECT, ANSWER_FAIL, ENETUNREACH},
    {WAY_CONNECT, ANSWER_FAIL, EPERM},     {WAY_BIND, ANSWER_FAIL, EACCES},
    {WAY_BIND, ANSWER_FAIL, EADDRINUSE},   {WAY_LISTEN, ANSWER_FAIL, EADDRINUSE},
    {WAY_ACCEPT, ANSWER_FAIL, ENOMEM},     {WAY_ACCEPT, ANSWER_FAIL, ENOBUFS},
    {WAY_SEND, ANSWER_FAIL, ECONNRESET},   {WAY_SEND, ANSWER_FAIL, ENOBUFS},
    {WAY_SEND, ANSWER_LIMIT, 1},           {WAY_RECV, ANSWER_FAIL, ECONNRESET},
    {WAY_RECV, ANSWER_FAIL, ETIMEDOUT},    {WAY_RECV, ANSWER_LIMIT, 1},
    {WAY_ASK, ANSWER_FAIL, ENOBUFS},
};

/* After the fault: a clean failure, or the work done all the same. */
static void judge_fault(int error, enum wire_op op, void (*verify)(void))
{
    if (faults_struck() == 0)
        return;
    bool some_came = scene.seen.asked.step == STEP_CLIENT_RECV && scene.consumed > 0;
    if (op == ANSWER_FAIL && some_came && scene.seen.result == (long)scene.consumed)
        return; /* the bytes before the error; the next call is to tell the rest */
    scene.swept = op == ANSWER_FAIL ? error : 0;
    if (op == ANSWER_FAIL && scene.seen.result == -1)
        step_failed_with(error);
    else
        verify();
}

void sweep(void (*run)(void), void (*verify)(void))
{
    enum wire_way ways[MOST_STEPS];
    new_scene();
    run();
    size_t count = scene.seen.count - scene.seen.first;
    if (count > MOST_STEPS)
        count = MOST_STEPS;
    for (size_t i = 0; i < count; i++)
        ways[i] = observed_way(&scene.seen.calls[scene.seen.first + i]);
    for (size_t i = 0; i < count; i++)
        for (size_t f = 0; f < sizeof faults / sizeof faults[0]; f++) {
            if (faults[f].way != ways[i])
                continue;
            new_scene();
            fault_at(i, faults[f].op, faults[f].error);
            run();
            judge_fault(faults[f].error, faults[f].op, verify);
        }
}
