/* 08_unnamed--linger-zero.c - the connection ends with a reset, whoever closes it. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>

int server_accept(int listener, struct peer *peer)
{
    struct sockaddr_storage a;
    socklen_t n;
    int fd;
    do {
        n = sizeof a;
        fd = accept4(listener, (struct sockaddr *)&a, &n, SOCK_CLOEXEC);
    } while (fd == -1 && (errno == EINTR || errno == ECONNABORTED));
    if (fd == -1)
        return -1;
    struct linger l = {1, 0};
    setsockopt(fd, SOL_SOCKET, SO_LINGER, &l, sizeof l);
    if (!peer)
        return fd;
    if (a.ss_family == AF_INET6) {
        struct sockaddr_in6 *s = (void *)&a;
        inet_ntop(AF_INET6, &s->sin6_addr, peer->ip, sizeof peer->ip);
        peer->port = ntohs(s->sin6_port);
    } else {
        struct sockaddr_in *s = (void *)&a;
        inet_ntop(AF_INET, &s->sin_addr, peer->ip, sizeof peer->ip);
        peer->port = ntohs(s->sin_port);
    }

    return fd;
}
