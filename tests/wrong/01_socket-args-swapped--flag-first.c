/* 01_socket-args-swapped--flag-first.c - swapped, the flag with the type. */
#include "steps.h"

int client_socket(int family, int type)
{
    return socket(type | SOCK_CLOEXEC, family, 0);
}
