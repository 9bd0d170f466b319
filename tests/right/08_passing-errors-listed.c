/* 08_passing-errors-listed.c - passes over what the manual page calls network errors of the client. */
#include "steps.h"

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
static int passes(int error)
{
    switch (error) {
    case EINTR:
    case ECONNABORTED:
    case ENETDOWN:
    case EPROTO:
    case ENOPROTOOPT:
    case EHOSTDOWN:
    case ENONET:
    case EHOSTUNREACH:
    case ENETUNREACH:
        return 1;
    default:
        return 0;
    }
}

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_storage from;
    int fd;

    do {
        socklen_t len = sizeof from;
        fd = accept4(listener, (struct sockaddr *)&from, &len, SOCK_CLOEXEC);
    } while (fd == -1 && passes(errno));
    if (fd == -1)
        return -1;
    if (peer)
        tell(&from, peer);
    return fd;
}
