/* 06_union-of-sockaddrs.c - a union of the socket addresses, the family asked of getsockname(). */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <string.h>

union where {
    struct sockaddr any;
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;
};

int stage_main(union where *where, const char *ip, int port)
{
    int family = where->any.sa_family;

    memset(where, 0, sizeof *where);
    where->any.sa_family = family;
    if (family == AF_INET6) {
        where->v6.sin6_port = htons(port);
        return *ip == '\0' ? 1 : inet_pton(AF_INET6, ip, &where->v6.sin6_addr);
    }
    where->v4.sin_port = htons(port);
    return *ip == '\0' ? 1 : inet_pton(AF_INET, ip, &where->v4.sin_addr);
}

int server_bind(int sock, const char *ip, int port)
{
    union where where;
    socklen_t size = sizeof where;

    if (port != (port & 0xffff)) {
        errno = EINVAL;
        return -1;
    }
    /* a socket without a name still knows the family of the name that it lacks */
    if (getsockname(sock, &where.any, &size) == -1)
        return -1;
    if (stage_main(&where, ip, port) != 1) {
        errno = EINVAL;
        return -1;
    }
    if (bind(sock, &where.any, size) == -1 || getsockname(sock, &where.any, &size) == -1)
        return -1;
    return ntohs(where.any.sa_family == AF_INET6 ? where.v6.sin6_port : where.v4.sin_port);
}
