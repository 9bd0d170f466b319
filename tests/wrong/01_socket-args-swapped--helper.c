/* 01_socket-args-swapped--helper.c - swaps them when it calls its own helper. */
#include "steps.h"

#include <sys/socket.h>

static int open_socket(int type, int family)
{
    int fd = socket(family, type | SOCK_CLOEXEC, 0);

    if (fd < 0)
        return -1;
    return fd;
}

int client_socket(int family, int type) { return open_socket(family, type); }
