/* 01_type-ignored--logical-or.c - a logical or for the bitwise one makes every type 1. */
#include "steps.h"

int client_socket(int family, int type)
{
    int wanted = type || SOCK_STREAM;
    return socket(family, wanted | SOCK_CLOEXEC, 0);
}
