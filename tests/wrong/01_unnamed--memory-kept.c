/* 01_unnamed--memory-kept.c - keeps the memory of each request. */
#include "steps.h"

#include <stdlib.h>

int client_socket(int family, int type)
{
    int *note = malloc(2 * sizeof *note);
    if (note == NULL)
        return -1;
    note[0] = family;
    note[1] = type | SOCK_CLOEXEC;
    int fd = socket(note[0], note[1], 0);
    return fd;
}
