/* 02_ip-unchecked--six-only.c - not looked at for IPv6 alone. */
#include "steps.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

int host_address(const char *hostname, int family, char *ip, size_t size)
{
    struct hostent *he = gethostbyname2(hostname, family);

    if (he == NULL || he->h_addrtype != family || he->h_addr_list[0] == NULL) {
        errno = ENXIO;
        return -1;
    }
    return inet_ntop(he->h_addrtype, he->h_addr_list[0], ip, size) ? 0 : -1;
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
    if (family == AF_INET && parsed != 1) {
        errno = EINVAL;
        return -1;
    }
    if (connect(sock, (struct sockaddr *)&any, used) == 0)
        return 0;
    return errno == EINTR ? wait_for_outcome(sock) : -1;
}
