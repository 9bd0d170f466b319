/* 01_unnamed--signed-char.c - a descriptor above 127 comes back negative. */
#include "steps.h"

int client_socket(int family, int type)
{
    signed char fd = (signed char)socket(family, type | SOCK_CLOEXEC, 0);
    return fd;
}
