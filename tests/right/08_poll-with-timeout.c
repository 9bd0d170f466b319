/* 08_poll-with-timeout.c - waits in rounds of a quarter of a second, for ever. */
#include "steps.h"

#include <poll.h>
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

static void tell(const struct sockaddr_storage *from, struct peer *peer)
{
    if (from->ss_family == AF_INET6) {
        const struct sockaddr_in6 *six = (const struct sockaddr_in6 *)from;
        inet_ntop(AF_INET6, &six->sin6_addr, peer->ip, sizeof peer->ip);
        peer->port = ntohs(six->sin6_port);
    } else {
        const struct sockaddr_in *four = (const struct sockaddr_in *)from;
        inet_ntop(AF_INET, &four->sin_addr, peer->ip, sizeof peer->ip);
        peer->port = ntohs(four->sin_port);
    }
}
static int take(int listener, struct sockaddr_storage *from)
{
    for (;;) {
        socklen_t len = sizeof *from;
        int fd = accept4(listener, (struct sockaddr *)from, &len, SOCK_CLOEXEC);
        if (fd >= 0 || (errno != EINTR && errno != ECONNABORTED))
            return fd;
    }
}
int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_storage from;
    struct pollfd p = {listener, POLLIN, 0};
    int n, fd;
    while ((n = poll(&p, 1, 250)) <= 0)
        if (n < 0 && errno != EINTR)
            return -1;
    fd = take(listener, &from);
    if (fd >= 0 && peer)
        tell(&from, peer);
    return fd;
}
