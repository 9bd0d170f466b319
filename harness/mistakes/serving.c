/* serving.c */
#include "mistakes/mistakes.h"
#include <stddef.h>
const struct mistake mistakes_of_serving[] = {
    {NULL, false, NULL, NULL},
};
