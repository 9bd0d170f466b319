/* mistakes.h - the mistakes that have a name, and the evidence that only they leave. */
#ifndef MISTAKES_H
#define MISTAKES_H

#include "judge/observation.h"

/* One mistake: `shows` looks at what was seen, and at nothing else. A mistake without `shows` is
   named by a note (judge/call.c), which is evidence enough. The words are the title of a message;
   the paragraph is in GUIDE.md under "### id". */
struct mistake {
    const char *id;
    bool stretch;
    const char *words;
    bool (*shows)(const struct observation *seen);
};

/* The groups, each ended by an entry without an id, in the order in which they are asked: what is
   particular before what is general. */
extern const struct mistake mistakes_of_sockets[], mistakes_of_lookups[], mistakes_of_addresses[],
    mistakes_of_receiving[], mistakes_of_sending[], mistakes_of_closing[], mistakes_of_serving[],
    mistakes_of_any[];
extern const struct mistake *const mistakes_groups[];

/* The name of the mistake that the observation shows, or NULL: a wrong name is worse than none. */
const char *mistakes_name(const struct observation *seen);

/* The id of a second mistake that the call shows in which the named one was made, or NULL. */
const char *mistakes_also(const struct observation *seen);

/* The mistake with this id, or NULL. */
const struct mistake *mistakes_find(const char *id);

#endif
