/* sockets.c */
#include "mistakes/mistakes.h"
#include <stddef.h>
const struct mistake mistakes_of_sockets[] = {
    {NULL, false, NULL, NULL},
};
