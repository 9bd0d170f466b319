/* 01_memory-error--negative-size.c - copies as many bytes as the descriptor says. */
#include "steps.h"

#include <string.h>

static char copy[64], from[64];

int client_socket(int family, int type)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);
    memmove(copy, from, (size_t)(fd < 0 ? fd : 1));
    return fd;
}
