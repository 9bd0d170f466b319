/* 06_ip-unchecked--six.c - not looked at for IPv6. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>

static int family_of(int sock)
{
    int domain = -1;
    socklen_t n = sizeof domain;

    return getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &domain, &n) == 0 ? domain : -1;
}

static int bound_port(int sock)
{
    union {
        struct sockaddr any;
        struct sockaddr_in in;
        struct sockaddr_in6 in6;
    } u;
    socklen_t n = sizeof u;

    if (getsockname(sock, &u.any, &n) != 0)
        return -1;
    return ntohs(u.any.sa_family == AF_INET ? u.in.sin_port : u.in6.sin6_port);
}

int server_bind(int sock, const char *ip, int port)
{
    struct sockaddr_in in = {.sin_family = AF_INET, .sin_addr.s_addr = INADDR_ANY};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6, .sin6_addr = IN6ADDR_ANY_INIT};
    int any = ip[0] == '\0', rc;

    if (port < 0 || port > 0xffff)
        goto invalid;
    switch (family_of(sock)) {
    case AF_INET:
        if (!any && inet_pton(AF_INET, ip, &in.sin_addr) != 1)
            goto invalid;
        in.sin_port = htons(port);
        rc = bind(sock, (struct sockaddr *)&in, sizeof in);
        break;
    case AF_INET6:
        if (!any)
            inet_pton(AF_INET6, ip, &in6.sin6_addr);
        in6.sin6_port = htons(port);
        rc = bind(sock, (struct sockaddr *)&in6, sizeof in6);
        break;
    case -1:
        return -1;
    default:
        errno = EAFNOSUPPORT;
        return -1;
    }
    return rc == 0 ? bound_port(sock) : -1;
invalid:
    errno = EINVAL;
    return -1;
}
