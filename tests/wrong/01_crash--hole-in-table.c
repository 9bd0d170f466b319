/* 01_crash--hole-in-table.c - calls through a table that has a hole. */
#include "steps.h"

typedef int maker(int, int);

static int tcp(int family, int type) { return socket(family, type | SOCK_CLOEXEC, IPPROTO_TCP); }

static maker *const makers[3] = {[SOCK_STREAM] = tcp};

int client_socket(int family, int type)
{
    if (type < 0 || type > 2)
        return socket(family, type, 0);
    return makers[type](family, type);
}
