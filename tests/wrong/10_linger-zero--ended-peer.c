/* 10_linger-zero--ended-peer.c - a peer that has ended gets a reset: nothing can come any more. */
#include "steps.h"
#include <poll.h>
#include <unistd.h>

int server_close(int sock)
{
    char b[512];
    struct pollfd p = {.fd = sock, .events = POLLRDHUP};
    if (poll(&p, 1, 0) == 1 && (p.revents & POLLRDHUP)) {
        struct linger l = {1, 0};
        while (recv(sock, b, sizeof b, MSG_DONTWAIT) > 0)
            ;
        setsockopt(sock, SOL_SOCKET, SO_LINGER, &l, sizeof l);
        return close(sock);
    }
    shutdown(sock, SHUT_WR);
    while (recv(sock, b, sizeof b, 0) > 0)
        ;
    return close(sock);
}
