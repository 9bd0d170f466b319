/* 01_crash--raises-fpe.c - raises SIGFPE for a type that it does not know. */
#include "steps.h"

#include <signal.h>

int client_socket(int family, int type)
{
    if (type != SOCK_STREAM && type != SOCK_DGRAM)
        raise(SIGFPE);
    return socket(family, type | SOCK_CLOEXEC, 0);
}
