/* 02_unnamed--time-limits-left.c - leaves time limits on the socket. */
#include "steps.h"
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct addrinfo hints = {0}, *list = NULL;
    char text[INET6_ADDRSTRLEN];
    hints.ai_family = family;
    hints.ai_socktype = SOCK_STREAM;
    int err = getaddrinfo(hostname, NULL, &hints, &list);
    if (err != 0) return -1;
    const void *addr = family == AF_INET6 ? (const void *)&((struct sockaddr_in6 *)list->ai_addr)->sin6_addr
                                          : (const void *)&((struct sockaddr_in *)list->ai_addr)->sin_addr;
    if (!inet_ntop(family, addr, text, sizeof text)) { freeaddrinfo(list); return -1; }
    freeaddrinfo(list);
    if (strlen(text) + 1 > size) { errno = ENOSPC; return -1; }
    strcpy(ip, text);
    return 0;
}
int service_port(const char *service, const char *protocol)
{
    struct servent *s = getservbyname(service, protocol);
    if (s == NULL) return -1;
    return ntohs((uint16_t)s->s_port);
}
static int wait_connected(int sock)
{
    struct pollfd p = {.fd = sock, .events = POLLOUT};
    while (poll(&p, 1, -1) < 0) if (errno != EINTR) return -1;
    int e = 0; socklen_t n = sizeof e;
    if (getsockopt(sock, SOL_SOCKET, SO_ERROR, &e, &n) < 0) return -1;
    if (e != 0) { errno = e; return -1; }
    return 0;
}
int client_connect(int sock, const char *ip, int port)
{
    if (port < 0 || port > 65535) { errno = EINVAL; return -1; }
    int family; socklen_t flen = sizeof family;
    if (getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &family, &flen) < 0) return -1;
    int rc;
    struct timeval tv = {0, 500000}; setsockopt(sock, SOL_SOCKET, SO_SNDTIMEO, &tv, sizeof tv); setsockopt(sock, SOL_SOCKET, SO_RCVTIMEO, &tv, sizeof tv);
    if (family == AF_INET6) {
        struct sockaddr_in6 a6 = {0};
        a6.sin6_family = AF_INET6;
        a6.sin6_port = htons((uint16_t)port);
        if (inet_pton(AF_INET6, ip, &a6.sin6_addr) != 1) { errno = EINVAL; return -1; }
        rc = connect(sock, (struct sockaddr *)&a6, sizeof a6);
    } else {
        struct sockaddr_in a4 = {0};
        a4.sin_family = AF_INET;
        a4.sin_port = htons((uint16_t)port);
        if (inet_pton(AF_INET, ip, &a4.sin_addr) != 1) { errno = EINVAL; return -1; }
        rc = connect(sock, (struct sockaddr *)&a4, sizeof a4);
    }
    if (rc < 0 && errno == EINTR) return wait_connected(sock);
    return rc;
}

