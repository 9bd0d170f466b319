/* 08_accept-listener-returned--never-accepted.c - waits for a client and hands back the
   listener, which is not connected. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>

int server_accept(int listener, struct peer *peer)
{
    struct pollfd ready = {.fd = listener, .events = POLLIN};
    int listens = 0;
    socklen_t size = sizeof listens;

    if (getsockopt(listener, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == -1)
        return -1;
    if (!listens) {
        errno = EINVAL;
        return -1;
    }
    while (poll(&ready, 1, -1) == -1)
        if (errno != EINTR)
            return -1;
    if (peer != NULL) {
        peer->ip[0] = '\0';
        peer->port = 0;
    }
    return listener;
}
