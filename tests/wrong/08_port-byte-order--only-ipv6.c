/* 08_port-byte-order--only-ipv6.c - forgets it in the branch of IPv6. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

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
    union { struct sockaddr_storage any; struct sockaddr_in in; struct sockaddr_in6 in6; } a;
    int fd = take(listener, &a.any);

    if (fd == -1 || !peer)
        return fd;
    if (a.any.ss_family == AF_INET) {
        inet_ntop(AF_INET, &a.in.sin_addr, peer->ip, sizeof peer->ip);
        peer->port = ntohs(a.in.sin_port);
    } else {
        inet_ntop(AF_INET6, &a.in6.sin6_addr, peer->ip, sizeof peer->ip);
        peer->port = a.in6.sin6_port;
    }
    return fd;
}
