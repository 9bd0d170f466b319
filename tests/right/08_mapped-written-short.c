/* 08_mapped-written-short.c - an IPv4 client of an IPv6 listener is written as IPv4. */
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
    struct sockaddr_storage from;
    int fd = take(listener, &from);

    if (fd == -1 || peer == NULL)
        return fd;
    if (from.ss_family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, &from, sizeof in);
        inet_ntop(AF_INET, &in.sin_addr, peer->ip, sizeof peer->ip);
        peer->port = ntohs(in.sin_port);
        return fd;
    }
    struct sockaddr_in6 in6;
    memcpy(&in6, &from, sizeof in6);
    if (IN6_IS_ADDR_V4MAPPED(&in6.sin6_addr))
        inet_ntop(AF_INET, &in6.sin6_addr.s6_addr[12], peer->ip, sizeof peer->ip);
    else
        inet_ntop(AF_INET6, &in6.sin6_addr, peer->ip, sizeof peer->ip);
    peer->port = ntohs(in6.sin6_port);
    return fd;
}
