/* 06_port-byte-order--reported-raw.c - binds rightly, but returns the port in network byte
   order. */
#include "steps.h"

#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <string.h>

static int look_up(int family, const char *ip, int port, struct addrinfo **found)
{
    struct addrinfo hints;
    char service[16];

    memset(&hints, 0, sizeof(hints));
    hints.ai_family = family;
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_PASSIVE | AI_NUMERICHOST | AI_NUMERICSERV;
    snprintf(service, sizeof(service), "%d", port);
    if (getaddrinfo(*ip != '\0' ? ip : NULL, service, &hints, found) != 0) {
        errno = EINVAL;
        return -1;
    }
    return 0;
}

static int bound_port(int sock)
{
    struct sockaddr_storage name;
    socklen_t size = sizeof(name);

    if (getsockname(sock, (struct sockaddr *)&name, &size) == -1)
        return -1;
    if (name.ss_family == AF_INET6)
        return (((struct sockaddr_in6 *)&name)->sin6_port);
    return (((struct sockaddr_in *)&name)->sin_port);
}

int server_bind(int sock, const char *ip, int port)
{
    struct addrinfo *found = NULL;
    int family;
    socklen_t size = sizeof(family);

    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &family, &size) == -1)
        return -1;
    if (look_up(family, ip, port, &found) == -1)
        return -1;

    int rc = bind(sock, found->ai_addr, found->ai_addrlen);
    int saved = errno;
    freeaddrinfo(found);
    errno = saved;
    return rc == -1 ? -1 : bound_port(sock);
}
