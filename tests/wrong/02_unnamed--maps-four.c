/* 02_unnamed--maps-four.c - an IPv4 address on an IPv6 socket becomes a mapped one. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct addrinfo hints, *res;
    char text[INET6_ADDRSTRLEN];
    const void *addr;

    memset(&hints, 0, sizeof hints);
    hints.ai_family = family;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(hostname, NULL, &hints, &res) != 0) {
        errno = ENOENT;
        return -1;
    }
    if (family == AF_INET6)
        addr = &((struct sockaddr_in6 *)res->ai_addr)->sin6_addr;
    else
        addr = &((struct sockaddr_in *)res->ai_addr)->sin_addr;
    inet_ntop(family, addr, text, sizeof text);
    freeaddrinfo(res);
    if (strlen(text) >= size) {
        errno = ENOSPC;
        return -1;
    }
    strcpy(ip, text);
    return 0;
}

int service_port(const char *service, const char *protocol)
{
    struct servent *se;
    char *end;
    long n;

    if ((se = getservbyname(service, protocol)) != NULL)
        return ntohs(se->s_port);
    n = strtol(service, &end, 10);
    if (end == service || *end != '\0' || n < 0 || n > 65535) {
        errno = EINVAL;
        return -1;
    }
    return (int)n;
}

static int wait_for_outcome(int sock)
{
    struct pollfd p = {.fd = sock, .events = POLLOUT};
    int error = 0;
    socklen_t length = sizeof error;

    while (poll(&p, 1, -1) == -1)
        if (errno != EINTR)
            return -1;
    if (getsockopt(sock, SOL_SOCKET, SO_ERROR, &error, &length) == -1)
        return -1;
    if (error != 0) {
        errno = error;
        return -1;
    }
    return 0;
}

int client_connect(int sock, const char *ip, int port)
{
    struct sockaddr_storage any;
    socklen_t length = sizeof any;
    socklen_t used;

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (getsockname(sock, (struct sockaddr *)&any, &length) == -1)
        return -1;
    int family = any.ss_family;
    memset(&any, 0, sizeof any);
    any.ss_family = family;
    int parsed;
    char mapped[64];
    if (family == AF_INET6 && strchr(ip, ':') == NULL && strchr(ip, '.') != NULL &&
        inet_addr(ip) != INADDR_NONE) {
        snprintf(mapped, sizeof mapped, "::ffff:%s", ip);
        ip = mapped;
    }
    if (family == AF_INET6) {
        struct sockaddr_in6 *a = (struct sockaddr_in6 *)&any;
        a->sin6_port = htons(port);
        parsed = inet_pton(AF_INET6, ip, &a->sin6_addr);
        used = sizeof *a;
    } else {
        struct sockaddr_in *a = (struct sockaddr_in *)&any;
        a->sin_port = htons(port);
        parsed = inet_pton(AF_INET, ip, &a->sin_addr);
        used = sizeof *a;
    }
    if (parsed != 1) {
        errno = EINVAL;
        return -1;
    }
    if (connect(sock, (struct sockaddr *)&any, used) == 0)
        return 0;
    return errno == EINTR ? wait_for_outcome(sock) : -1;
}
