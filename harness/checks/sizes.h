/* sizes.h - how much lessons 3 and 9 have to move. */
#ifndef CHECKS_SIZES_H
#define CHECKS_SIZES_H

#include "judge/script.h"

enum { MEBIBYTE = 1 << 20 };

/* The step's calls of WAY move a good deal each: with a few bytes a call, or where none is on
   record, much more than a mebibyte would take very long. */
static inline bool in_large_pieces(enum wire_way way)
{
    const struct observation *run = seen();
    for (size_t i = run->first; i < run->count; i++)
        if (observed_way(&run->calls[i]) == way && run->calls[i].result >= 512)
            return true;
    return false;
}

#endif
