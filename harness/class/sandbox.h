/* sandbox.h - what keeps a submission in, from the compiler to the last check. */
#ifndef CLASS_SANDBOX_H
#define CLASS_SANDBOX_H

#include <stdbool.h>

/* full: bubblewrap(1) gives each lesson namespaces of its own: users, processes, mounts, IPC, host
 *   name; and each submission a network that is loopback alone. It sees the system read-only, the
 *   submission, and no more; a filter of system calls and limits beside that.
 * reduced: no namespaces. A user of its own for each slot (if this runs as root), Landlock where
 *   the kernel has it, the same filter and limits.
 * none: as at home. */
enum sandbox_level { SANDBOX_NONE, SANDBOX_REDUCED, SANDBOX_FULL };

const char *sandbox_name(enum sandbox_level level);

/* The level of that name; false: there is none. */
bool sandbox_level_from(const char *name, enum sandbox_level *level);

/* In a process that judges one submission: from now on whatever meets that is kept in (confine.h).
 * SLOT is a number from 0 on that no other such process has meanwhile. TMPDIR is a folder that is
 * removed some time after. STORE, an absolute path or NULL, stays within reach, as do the kit and
 * TMPDIR; other folders may be hidden from this process. 0; -1 with *WHY (static text). */
int sandbox_enter(enum sandbox_level level, int slot, const char *store, const char **why);

/* Ends whatever a lesson has left running, where no namespace does that. */
void sandbox_sweep(void);

/* How many slots there can be. */
enum { SANDBOX_SLOTS = 256 };

#endif
