/* 01_crash--assert.c - asserts what it should have returned as a failure. */
#include "steps.h"

#include <assert.h>
#include <sys/socket.h>

int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);

    assert(sock != -1);
    return sock;
}
