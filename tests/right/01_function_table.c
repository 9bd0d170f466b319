/* 01_function_table.c - one function for each combination, found in a table. */
#include "steps.h"

#include <stddef.h>

static int tcp4(void) { return socket(PF_INET, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP); }
static int udp4(void) { return socket(PF_INET, SOCK_DGRAM | SOCK_CLOEXEC, IPPROTO_UDP); }
static int tcp6(void) { return socket(PF_INET6, SOCK_STREAM | SOCK_CLOEXEC, IPPROTO_TCP); }
static int udp6(void) { return socket(PF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, IPPROTO_UDP); }

int client_socket(int family, int type)
{
    static int (*const make[2][2])(void) = {{tcp4, udp4}, {tcp6, udp6}};
    if ((family != AF_INET && family != AF_INET6) || (type != SOCK_STREAM && type != SOCK_DGRAM))
        return socket(family, type, 0);
    return make[family == AF_INET6][type == SOCK_DGRAM]();
}
