/* 08_unnamed--first-peer-for-ever.c - tells the first client's address at each call. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>

int server_accept(int listener, struct peer *peer)
{
    static struct peer known;
    struct sockaddr_storage a;
    socklen_t n;
    int fd;
    do {
        n = sizeof a;
        fd = accept4(listener, (struct sockaddr *)&a, &n, SOCK_CLOEXEC);
    } while (fd == -1 && (errno == EINTR || errno == ECONNABORTED));
    if (fd == -1)
        return -1;
    if (known.port == 0) {
        if (a.ss_family == AF_INET6) {
            struct sockaddr_in6 *s = (void *)&a;
            inet_ntop(AF_INET6, &s->sin6_addr, known.ip, sizeof known.ip);
            known.port = ntohs(s->sin6_port);
        } else {
            struct sockaddr_in *s = (void *)&a;
            inet_ntop(AF_INET, &s->sin_addr, known.ip, sizeof known.ip);
            known.port = ntohs(s->sin_port);
        }
    }
    if (peer)
        *peer = known;
    return fd;
}
