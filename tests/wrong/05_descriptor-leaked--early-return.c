/* 05_descriptor-leaked--early-return.c - one test for both calls, and no close (stretch). */
#include "steps.h"

#include <sys/socket.h>

int server_socket(int family, int type)
{
    int listener, yes = 1;

    if ((listener = socket(family, type | SOCK_CLOEXEC, 0)) < 0 ||
        setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) < 0)
        return -1;
    return listener;
}
