/* 01_descriptor-leaked--probe.c - opens a first socket to see whether that works, keeps it. */
#include "steps.h"

#include <sys/socket.h>

int client_socket(int family, int type)
{
    int probe = socket(family, type | SOCK_CLOEXEC, 0);

    if (probe == -1)
        return -1;
    return socket(family, type | SOCK_CLOEXEC, 0);
}
