/* replay.h - the other side of a check once more, live, for the student's own program. */
#ifndef REPLAY_H
#define REPLAY_H

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

struct replay {
    const json_t *timeline; /* of the check, as in judge/timeline.h */
    bool serves;            /* it waits for the student's client; else it connects to the server */
    const char *ip;         /* where: the port is that to listen on, or that of the server */
    int port;
    FILE *out;   /* where it tells what happens */
    int prompts; /* a descriptor: each line read there lets the other side act once; at its end it
                    acts without waiting */
};

/* Listens or connects, and acts as in the timeline, until the connection has ended on both sides.
 * WAITING is called once, with the port, when it listens. Returns 0; -1 with errno: as socket(2),
 * bind(2), listen(2), connect(2). What the student's program does is told, and is no failure. */
int replay_run(const struct replay *replay, void (*waiting)(const struct replay *replay, int port));

/* Whether the other side does anything in that check that can be done again. */
bool replay_can(const json_t *timeline);

#endif
