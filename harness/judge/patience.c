/* patience.c - how long the judge looks on at a step that gets nowhere.
 *
 * Not by the wall's clock, which goes on when a busy machine lets nobody run. A look is in vain
 * only if the step sleeps by its own wish, not if it waits for its turn; and processor time is what
 * it has had, whatever the others have. */
#include "judge/patience.h"

#include "judge/scene.h"

#include <string.h>
#include <time.h>

enum {
    LOOK_MS = 8,        /* at least so often, also where it is never quiet */
    IDLE_LOOKS = 2000,  /* in vain at a step that sleeps and for which nothing is on its way */
    IDLE_TURNS = 4000,  /* times that it has slept by itself, and no byte has moved */
    NAPS = 1500,        /* looks at a step that sleeps for a while, whatever it does in between */
    GRACE = 5000,       /* looks in all while waits of the kit's take time in earnest */
    COMPUTE_MS = 12000, /* far more than the step's own clocks let it have, see gate_wind_clock() */
};

static struct {
    int looks;            /* in vain, since the last event or byte */
    unsigned long sleeps; /* of the step when a byte last moved */
    bool begun;
    int naps;           /* since the order */
    int grace;          /* looks that waits in earnest have been given since then */
    long had, computed; /* processor time at the last look; since the last byte */
    uint64_t moved;
    int unread;
    bool looked;
    struct timespec last;
} patience;

void patience_of_an_event(void)
{
    if (patience.looks > 0)
        patience.looks = 0;
    patience.sleeps = 0;
    patience.begun = false;
}

void patience_of_an_order(void)
{
    patience_of_an_event();
    patience.looks = 0;
    patience.naps = 0;
    patience.grace = 0;
    patience.computed = 0;
}

void patience_of_a_wait(long ms)
{
    long looks = ms / 2, left = GRACE - patience.grace; /* a look takes that long, or longer */
    int more = (int)(looks < left ? looks : left);
    patience.grace += more;
    patience.naps -= more;
    patience.looks -= more;
}

bool patience_wants_a_look(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    long ms = (now.tv_sec - patience.last.tv_sec) * 1000 +
              (now.tv_nsec - patience.last.tv_nsec) / 1000000;
    return ms >= LOOK_MS;
}

/* Whether a byte has moved since the last look: at the peer, or from the kernel to the step. */
static bool something_moved(bool *at_the_peer)
{
    uint64_t moved =
        scene.peer == NULL ? 0 : peer_bytes_in(scene.peer) + peer_bytes_out(scene.peer);
    int unread = scene.ours == -1 ? 0 : kernel_unread(scene.ours);
    *at_the_peer = moved != patience.moved;
    bool any = *at_the_peer || unread != patience.unread;
    patience.moved = moved;
    patience.unread = unread;
    return any;
}

/* Children that have ended take their time with them: what was seen of it stays counted. */
static void count_processor_time(bool moves, const struct kernel_wait *wait)
{
    long more = patience.looked && wait->cpu_ms > patience.had ? wait->cpu_ms - patience.had : 0;
    patience.computed = moves ? 0 : patience.computed + more;
    patience.had = wait->cpu_ms;
    patience.looked = true;
}

bool patience_is_used_up(const struct kernel_wait *wait)
{
    count_processor_time(false, wait);
    return patience.computed >= COMPUTE_MS;
}

static _Noreturn void sleeps_on(void)
{
    scene.seen.wall = true;
    fail_check(SYMPTOM_WAITS, NULL, NULL);
}

static _Noreturn void computes_on(void)
{
    scene.seen.report = strdup("tensteps: cpu\n");
    fail_check(SYMPTOM_COMPUTES, NULL, NULL);
}

/* The kit's calls sleep without a time of their own, the judge having the clock. A step that was
   seen so often in a sleep of its own goes round them. */
void patience_look(bool asleep, const struct kernel_wait *wait)
{
    bool at_the_peer;
    bool moves = something_moved(&at_the_peer);
    clock_gettime(CLOCK_MONOTONIC, &patience.last);
    if (!asleep || at_the_peer)
        patience.looks = patience.looks < 0 ? patience.looks : 0;
    else
        patience.looks++;
    if (!patience.begun || at_the_peer || wait->sleeps < patience.sleeps) /* a thread has ended */
        patience.sleeps = wait->sleeps;
    patience.begun = true;
    patience.naps += wait->blocked && wait->timed;
    count_processor_time(moves, wait);
    if (patience.looks >= IDLE_LOOKS || wait->sleeps - patience.sleeps >= IDLE_TURNS ||
        patience.naps >= NAPS)
        sleeps_on();
    if (patience.computed >= COMPUTE_MS)
        computes_on();
}
