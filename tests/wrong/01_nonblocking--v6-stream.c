/* 01_nonblocking--v6-stream.c - only for IPv6 streams. */
#include "steps.h"

int client_socket(int family, int type)
{
    int flags = SOCK_CLOEXEC;
    if (family == AF_INET6 && type == SOCK_STREAM)
        flags |= SOCK_NONBLOCK;
    return socket(family, type | flags, 0);
}
