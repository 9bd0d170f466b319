/* 06_lookup-null-deref--helper-returns-null.c - asks its helper for an address and does not
   expect NULL. */
#include "steps.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>

static struct addrinfo *numeric(int family, const char *ip)
{
    struct addrinfo *list = NULL;
    struct addrinfo hints = {
        .ai_family = family, .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST | AI_PASSIVE};

    if (getaddrinfo(ip[0] ? ip : NULL, "0", &hints, &list) != 0)
        return NULL;
    return list;
}

int server_bind(int sock, const char *ip, int port)
{
    union {
        struct sockaddr any;
        struct sockaddr_in v4;
        struct sockaddr_in6 v6;
    } where;
    int family;
    socklen_t size = sizeof(family);

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &family, &size) == -1)
        return -1;
    struct addrinfo *info = numeric(family, ip);
    size = info->ai_addrlen;
    memcpy(&where, info->ai_addr, size);
    freeaddrinfo(info);

    in_port_t *number = family == AF_INET6 ? &where.v6.sin6_port : &where.v4.sin_port;
    *number = htons(port);
    if (bind(sock, &where.any, size) == -1 || getsockname(sock, &where.any, &size) == -1)
        return -1;
    return ntohs(*number);
}
