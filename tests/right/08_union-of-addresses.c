/* 08_union-of-addresses.c - a union of the addresses, and fcntl() for close-on-exec. */
#include "steps.h"

#include <fcntl.h>
#include <arpa/inet.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>

typedef union {
    struct sockaddr sa;
    struct sockaddr_in sin;
    struct sockaddr_in6 sin6;
    struct sockaddr_storage ss;
} SA;

int server_accept(int listener, struct peer *peer)
{
    SA u;
    socklen_t n;
    int c;

again:
    n = sizeof(u);
    if ((c = accept(listener, &u.sa, &n)) < 0) {
        if (errno == EINTR || errno == ECONNABORTED
#ifdef EPROTO
            || errno == EPROTO
#endif
        )
            goto again;
        return -1;
    }
    if (fcntl(c, F_SETFD, fcntl(c, F_GETFD) | FD_CLOEXEC) == -1) {
        int e = errno;
        close(c);
        errno = e;
        return -1;
    }
    if (peer) {
        const void *a = u.sa.sa_family == AF_INET ? (void *)&u.sin.sin_addr : (void *)&u.sin6.sin6_addr;
        inet_ntop(u.sa.sa_family, a, peer->ip, sizeof(peer->ip));
        peer->port = ntohs(u.sa.sa_family == AF_INET ? u.sin.sin_port : u.sin6.sin6_port);
    }
    return c;
}
