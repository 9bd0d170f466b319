/* timeline.h - what happened in a check on both sides, in the order in which it happened: for those
 * who want to see it. No verdict rests on it. */
#ifndef JUDGE_TIMELINE_H
#define JUDGE_TIMELINE_H

#include "judge/scene.h"

/* A new scene: what happened before is forgotten, but that there was something. */
void timeline_new_scene(void);

/* The step is called, with the arguments of the observation; it has returned. */
void timeline_step(void);
void timeline_returned(void);

/* One of its calls finds that it would block; is over. The latter before the scene counts the bytes
 * that it moved. */
void timeline_waits(const struct call_record *record);
void timeline_call(const struct call_record *record);

/* The peer, or the kernel, does something: WHAT in words that stay; the bytes that the peer sends
 * stay, too. */
void timeline_tell(enum action action, const char *what);
void timeline_sends(struct bytes bytes);

/* Writes all of it to PLACE, of TIMELINE_SIZE bytes, as JSON, with the point at which the step
 * departs from what was EXPECTED, and what was SEEN there; both NULL: it does not. Returns whether
 * there is anything; PLACE is "" if not.
 *
 *   {"scenes_before": 2,                  earlier parts of the check, in which all was well
 *    "left_out": 17, "left_out_at": 80,   moments in the middle of very many
 *    "expected": "...", "seen": "...",
 *    "moments": [{"side": "step" or "peer", "text": "...", "line": 29,
 *                 "kind": "step", "waits", "call", "return" or what the peer does,
 *                 "to": "step" or "peer", "size": 5, "hex": "68656c6c6f",   bytes that moved
 *                 "departs": true}, ...],
 *    "rest": [...]}                       what the peer would have done after that
 *
 * "hex" holds the first bytes, no more than TIMELINE_BYTES; none that are not known. */
bool timeline_leave(char *place, const char *expected, const char *seen);

enum { TIMELINE_BYTES = 256, TIMELINE_SIZE = 256 << 10 /* longer than any such text */ };

/* What a check leaves for the judge beside its slip, in memory that both share. */
struct timelines {
    char check[TIMELINE_SIZE];
    char notes[NOTES][TIMELINE_SIZE];
};

#endif
