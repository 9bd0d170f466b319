/* 01_unnamed--second-call-ipv4.c - from the second call on it is IPv4. */
#include "steps.h"

static int calls;

int client_socket(int family, int type)
{
    if (calls++ > 0 && family == AF_INET6)
        family = AF_INET;
    return socket(family, type | SOCK_CLOEXEC, 0);
}
