/* mistakes.c - the mistakes that have a name: asked one after the other. */
#include "mistakes/mistakes.h"

#include <stddef.h>
#include <string.h>

const struct mistake *const mistakes_groups[] = {
    mistakes_of_sockets,   mistakes_of_lookups, mistakes_of_addresses,
    mistakes_of_receiving, mistakes_of_sending, mistakes_of_closing,
    mistakes_of_serving,   mistakes_of_any,     NULL,
};

const char *mistakes_name(const struct observation *seen)
{
    for (const struct mistake *const *group = mistakes_groups; *group != NULL; group++)
        for (const struct mistake *one = *group; one->id != NULL; one++)
            if (one->shows != NULL && one->shows(seen))
                return one->id;
    return NULL;
}

const struct mistake *mistakes_find(const char *id)
{
    for (const struct mistake *const *group = mistakes_groups; *group != NULL; group++)
        for (const struct mistake *one = *group; one->id != NULL; one++)
            if (strcmp(one->id, id) == 0)
                return one;
    return NULL;
}
