/* 05_server_socket.c - lesson 5, server step 1: make the listening socket. */
#include "steps.h"

#include <errno.h>
#include <unistd.h>

/*
 * SO_REUSEADDR lets bind() take an address at which connections of an earlier run are still in
 * TIME_WAIT; the earlier run must have set it too. On a stream socket it does not let two live
 * listeners share a port. On a datagram socket it would, so there it stays off.
 */
int server_socket(int family, int type)
{
    int error = 0;
    int sock = socket(family, type | SOCK_CLOEXEC, 0);
    if (sock == -1)
        return -1;
    if (type == SOCK_STREAM) {
        int on = 1;
        if (setsockopt(sock, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
            goto fail;
    }
    return sock;

fail:
    error = errno;
    close(sock);
    errno = error;
    return -1;
}
