/* 08_unnamed--no-client-for-null.c - without peer it hands back a socket that is no client. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <unistd.h>

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
    if (!peer) {
        close(fd);
        return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    }
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
