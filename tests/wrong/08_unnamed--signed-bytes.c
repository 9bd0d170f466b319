/* 08_unnamed--signed-bytes.c - the bytes of the address with a sign. */
#include "steps.h"

#include <stdio.h>
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
    int fd = take(listener, &from);
    if (fd == -1 || !peer)
        return fd;
    tell(&from, peer);
    if (from.ss_family == AF_INET) {
        signed char *b = (signed char *)&((struct sockaddr_in *)&from)->sin_addr;
        snprintf(peer->ip, sizeof peer->ip, "%d.%d.%d.%d", b[0], b[1], b[2], b[3]);
    }
    return fd;
}
