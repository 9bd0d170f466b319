/* 10_poll-with-limit.c - reads to the client's end for ten seconds at most. */
#include "steps.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

static void drain(int sock)
{
    char rest[2048];
    struct pollfd ready = {.fd = sock, .events = POLLIN};

    while (1) {
        int n = poll(&ready, 1, 10000);
        if (n == -1 && errno == EINTR)
            continue;
        if (n <= 0)
            return;
        ssize_t got = recv(sock, rest, sizeof rest, MSG_DONTWAIT);
        if (got == 0 || (got == -1 && errno != EINTR && errno != EAGAIN))
            return;
    }
}

int server_close(int sock)
{
    int connected = shutdown(sock, SHUT_WR) == 0;
    int listens = 0;
    socklen_t size = sizeof listens;

    if (connected && getsockopt(sock, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 && !listens)
        drain(sock);
    return close(sock);
}
