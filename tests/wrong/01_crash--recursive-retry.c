/* 01_crash--recursive-retry.c - tries again by calling itself, for ever, when no descriptor is
   left. */
#include "steps.h"

#include <errno.h>

static int attempt(int family, int type, int tries)
{
    char note[4096];
    note[tries % 4096] = (char)tries;
    int s = socket(family, type | SOCK_CLOEXEC, 0);
    if (s == -1 && errno == EMFILE)
        return attempt(family, type, tries + 1) + (note[0] - note[0]);
    return s;
}

int client_socket(int family, int type)
{
    return attempt(family, type, 0);
}
