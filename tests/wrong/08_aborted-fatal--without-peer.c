/* 08_aborted-fatal--without-peer.c - goes on after a signal alone where nobody asks who it is. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>

static int any_client(int listener)
{
    int fd;

    do {
        fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    } while (fd == -1 && errno == EINTR);
    return fd;
}

int server_accept(int listener, struct peer *peer)
{
    union {
        struct sockaddr any;
        struct sockaddr_in four;
        struct sockaddr_in6 six;
    } from;
    int fd;

    if (peer == NULL)
        return any_client(listener);
    do {
        socklen_t length = sizeof from;
        fd = accept4(listener, &from.any, &length, SOCK_CLOEXEC);
    } while (fd == -1 && (errno == EINTR || errno == ECONNABORTED));
    if (fd == -1)
        return -1;
    if (from.any.sa_family == AF_INET6)
        inet_ntop(AF_INET6, &from.six.sin6_addr, peer->ip, sizeof peer->ip);
    else
        inet_ntop(AF_INET, &from.four.sin_addr, peer->ip, sizeof peer->ip);
    peer->port = ntohs(from.four.sin_port);
    return fd;
}
