/* 02_bound_to_zero.c - binds to port 0 first. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    char out[64];
    struct addrinfo hints = {0};
    struct addrinfo *r = 0;

    hints.ai_family = family;
    if (getaddrinfo(hostname, 0, &hints, &r) != 0 || !r)
        return -1;
    if (r->ai_family == AF_INET) {
        struct sockaddr_in sin;
        memcpy(&sin, r->ai_addr, sizeof sin);
        unsigned a = ntohl(sin.sin_addr.s_addr);
        sprintf(out, "%u.%u.%u.%u", a >> 24, a >> 16 & 255, a >> 8 & 255, a & 255);
    } else {
        struct sockaddr_in6 sin6;
        memcpy(&sin6, r->ai_addr, sizeof sin6);
        inet_ntop(AF_INET6, &sin6.sin6_addr, out, sizeof out);
    }
    freeaddrinfo(r);
    if (size < strlen(out) + 1) {
        errno = ENOSPC;
        return -1;
    }
    strcpy(ip, out);
    return 0;
}

int service_port(const char *service, const char *protocol)
{
    struct servent *se = getservbyname(service, protocol);
    if (se == NULL) {
        errno = ENOENT;
        return -1;
    }
    return ntohs((uint16_t)se->s_port);
}

int client_connect(int sock, const char *ip, int port)
{
    struct sockaddr_storage ss = {0}, me = {0};
    socklen_t n = sizeof ss;

    if (port < 0 || port > 65535)
        return errno = EINVAL, -1;
    if (getsockname(sock, (struct sockaddr *)&me, &n) == -1)
        return -1;
    ss.ss_family = me.ss_family;
    void *where = me.ss_family == AF_INET ? (void *)&((struct sockaddr_in *)&ss)->sin_addr
                                          : (void *)&((struct sockaddr_in6 *)&ss)->sin6_addr;
    n = me.ss_family == AF_INET ? sizeof(struct sockaddr_in) : sizeof(struct sockaddr_in6);
    if (inet_pton(me.ss_family, ip, where) != 1)
        return errno = EINVAL, -1;
    /* both structures hold the port at the same place */
    ((struct sockaddr_in *)&ss)->sin_port = htons((in_port_t)port);
    memset(&me, 0, sizeof me);
    me.ss_family = ss.ss_family;
    if (bind(sock, (struct sockaddr *)&me, n) == -1)
        return -1;
    if (connect(sock, (struct sockaddr *)&ss, n) == 0)
        return 0;
    if (errno != EINTR)
        return -1;
    struct pollfd pfd = {.fd = sock, .events = POLLOUT};
    while (ppoll(&pfd, 1, NULL, NULL) == -1)
        if (errno != EINTR)
            return -1;
    int err;
    n = sizeof err;
    if (getsockopt(sock, SOL_SOCKET, SO_ERROR, &err, &n) == 0 && err == 0)
        return 0;
    if (err)
        errno = err;
    return -1;
}
