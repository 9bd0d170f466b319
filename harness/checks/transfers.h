/* transfers.h - what lessons 3 and 9 have to move, and how much of it. */
#ifndef CHECKS_TRANSFERS_H
#define CHECKS_TRANSFERS_H

#include "judge/script.h"

#include <string.h>

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

/* A word with NULs in it, and nothing else that a step could take for something special. */
static inline const char *any_word_with_nuls(size_t length)
{
    static char word[256];
    memcpy(word, any_word(length), length);
    for (size_t i = 3; i + 1 < length; i += 13)
        word[i] = '\0';
    return word;
}

#endif
