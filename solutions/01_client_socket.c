/* 01_client_socket.c - lesson 1, client step 1: make a socket. */
#include "steps.h"

/*
 * Protocol 0 lets the kernel take the one that goes with the type: TCP for SOCK_STREAM, UDP for
 * SOCK_DGRAM. SOCK_CLOEXEC closes the descriptor on exec from its first moment; fcntl() afterwards
 * would leave a gap in which another thread's child could inherit it. Failure is -1 and nothing
 * else: 0 is a descriptor like any other.
 */
int client_socket(int family, int type)
{
    int sock = socket(family, type | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return -1;
    return sock;
}
