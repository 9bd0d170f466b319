/* addresses.c */
#include "mistakes/mistakes.h"
#include <stddef.h>
const struct mistake mistakes_of_addresses[] = {
    {NULL, false, NULL, NULL},
};
