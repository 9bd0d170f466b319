/* 02_descriptor-leaked--probe.c - tries with another socket first, and keeps it. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <unistd.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct addrinfo *list;
    int result = -1;
    if (getaddrinfo(hostname, NULL, NULL, &list) != 0) {
        errno = ENOENT;
        return -1;
    }
    errno = ENOENT;
    for (struct addrinfo *one = list; one; one = one->ai_next) {
        if (one->ai_family != family)
            continue;
        const void *a = family == AF_INET6
                            ? (void *)&((struct sockaddr_in6 *)one->ai_addr)->sin6_addr
                            : (void *)&((struct sockaddr_in *)one->ai_addr)->sin_addr;
        result = inet_ntop(family, a, ip, (socklen_t)size) ? 0 : -1;
        break;
    }
    int e = errno;
    freeaddrinfo(list);
    errno = e;
    return result;
}

int service_port(const char *service, const char *protocol)
{
    struct servent *s = getservbyname(service, protocol);
    if (!s) {
        errno = ENOENT;
        return -1;
    }
    return ntohs((uint16_t)s->s_port);
}

int client_connect(int sock, const char *ip, int port)
{
    struct sockaddr_storage ss = {0};
    socklen_t len;
    int f;
    socklen_t fl = sizeof f;
    if (port < 0 || port > 65535) {
        errno = EINVAL;
        return -1;
    }
    if (getsockopt(sock, SOL_SOCKET, SO_DOMAIN, &f, &fl) == -1)
        return -1;
    struct sockaddr_in *a = (void *)&ss;
    struct sockaddr_in6 *b = (void *)&ss;
    if (f == AF_INET6) {
        b->sin6_family = AF_INET6;
        b->sin6_port = htons((uint16_t)port);
        len = sizeof *b;
        if (inet_pton(f, ip, &b->sin6_addr) != 1) {
            errno = EINVAL;
            return -1;
        }
    } else {
        a->sin_family = AF_INET;
        a->sin_port = htons((uint16_t)port);
        len = sizeof *a;
        if (inet_pton(f, ip, &a->sin_addr) != 1) {
            errno = EINVAL;
            return -1;
        }
    }
    int probe = socket(f, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (connect(probe, (void *)&ss, len) == -1) {
        int e = errno;
        close(probe);
        errno = e;
        return -1;
    }
    if (connect(sock, (void *)&ss, len) == 0)
        return 0;
    if (errno != EINTR)
        return -1;
    struct pollfd p = {sock, POLLOUT, 0};
    while (poll(&p, 1, -1) == -1 && errno == EINTR)
        ;
    int e;
    socklen_t el = sizeof e;
    if (getsockopt(sock, SOL_SOCKET, SO_ERROR, &e, &el) == -1)
        return -1;
    errno = e;
    return e ? -1 : 0;
}
