/* 02_lookup-error-misread--null-result.c - compares with -1, the result was set to NULL. */
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
    if (getaddrinfo(hostname, 0, &hints, &r) == -1)
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

static int outcome_of(int sock)
{
    struct pollfd p = {.fd = sock, .events = POLLOUT};
    int err = 0;
    socklen_t n = sizeof err;
    while (poll(&p, 1, -1) == -1)
        if (errno != EINTR)
            return -1;
    if (getsockopt(sock, SOL_SOCKET, SO_ERROR, &err, &n) == -1)
        return -1;
    if (err != 0) {
        errno = err;
        return -1;
    }
    return 0;
}

int client_connect(int sock, const char *ip, int port)
{
    struct sockaddr_in in = {.sin_family = AF_INET};
    struct sockaddr_in6 in6 = {.sin6_family = AF_INET6};
    struct sockaddr *sa;
    socklen_t len;

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (inet_pton(AF_INET, ip, &in.sin_addr) == 1) {
        in.sin_port = htons(port);
        sa = (struct sockaddr *)&in;
        len = sizeof in;
    } else if (inet_pton(AF_INET6, ip, &in6.sin6_addr) == 1) {
        in6.sin6_port = htons(port);
        sa = (struct sockaddr *)&in6;
        len = sizeof in6;
    } else {
        errno = EINVAL;
        return -1;
    }
    int rc = connect(sock, sa, len);
    if (rc == -1 && errno == EINTR)
        rc = outcome_of(sock);
    return rc;
}
